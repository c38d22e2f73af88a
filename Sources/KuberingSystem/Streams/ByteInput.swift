// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Bytes that are handed to the process: standard input, a passed descriptor, or a test's own.
public struct ByteInput: Sendable {
    /// Whether a person types it.
    public let isTerminal: Bool
    private let readAll: @Sendable (_ limit: Int) throws -> SecretBytes

    /// Reads from an open descriptor.
    public init(descriptor: Int32) {
        isTerminal = isatty(descriptor) == 1
        let name = descriptor == 0 ? "standard input" : "descriptor \(descriptor)"
        readAll = { limit in try SecretBuffer.readToEnd(descriptor, limit: limit, named: name) }
    }

    /// Gives the bytes of a test.
    public init(bytes: [UInt8], isTerminal: Bool = false) {
        self.isTerminal = isTerminal
        readAll = { _ in SecretBytes(bytes) }
    }

    /// Everything up to the end of the input.
    ///
    /// - Parameter limit: The most bytes that are accepted.
    /// - Returns: All bytes.
    /// - Throws: ``FileError``.
    public func readToEnd(limit: Int) throws -> SecretBytes {
        try readAll(limit)
    }

    /// A secret on one line, as a pipe or a descriptor delivers it: one final newline (or CRLF) is not part of it.
    public func readSecretLine() throws -> SecretBytes {
        try readToEnd(limit: 65_536).withoutLineEnd
    }
}
