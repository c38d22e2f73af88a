// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem

extension SecretBytes {
    /// Lends the bytes with checked access.
    func withExposedSpan<Result, E: Error>(_ body: (Span<UInt8>) throws(E) -> Result) throws(E) -> Result {
        try withExposedBytes { bytes throws(E) in
            try body(bytes.bindMemory(to: UInt8.self).span)
        }
    }

    /// Lends the bytes as an array, for parsers that take nothing else; the array is wiped afterwards.
    ///
    /// Nothing that shares the array's storage may leave `body`, or the wiping reaches a copy only.
    func withTemporaryArray<Result, E: Error>(_ body: ([UInt8]) throws(E) -> Result) throws(E) -> Result {
        var copy = withExposedBytes { Array($0) }
        defer { copy.withUnsafeMutableBytes { $0.wipe() } }
        return try body(copy)
    }

    /// The first `count` bytes, in memory of their own.
    func prefix(_ count: Int) -> SecretBytes {
        withExposedBytes { SecretBytes($0.prefix(count)) }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Overwrites the bytes with zeros in a way that is not optimised away.
    func wipe() {
        if let start = baseAddress { explicit_bzero(start, count) }
    }
}
