// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension SecretBytes {
    /// Lends the bytes as an array, for parsers that take nothing else; the array is wiped afterwards.
    ///
    /// Nothing that shares the array's storage may leave `body`, or the wiping reaches a copy only.
    public func withTemporaryArray<Result, E: Error>(_ body: ([UInt8]) throws(E) -> Result) throws(E) -> Result {
        var copy = withExposedBytes { Array($0) }
        defer { copy.wipe() }
        return try body(copy)
    }
}
