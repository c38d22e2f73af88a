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
        readAll = { limit in try Self.read(descriptor, limit: limit) }
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

    private static func read(_ descriptor: Int32, limit: Int) throws(FileError) -> SecretBytes {
        let name = descriptor == 0 ? "standard input" : "descriptor \(descriptor)"
        var capacity = 4_096
        var length = 0
        var buffer = SecretBytes(count: capacity) { _ in }
        while true {
            if length == capacity {
                capacity *= 2
                buffer = buffer.withExposedBytes { old in SecretBytes(count: capacity) { $0.copyBytes(from: old) } }
            }
            let start = length
            let room = capacity - length
            let count = buffer.withExposedBytes { bytes in
                Glibc.read(descriptor, UnsafeMutableRawPointer(mutating: bytes.baseAddress?.advanced(by: start)), room)
            }
            if count == 0 { return buffer.withExposedBytes { SecretBytes($0[..<length]) } }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last(.read, name)
            }
            length += count
            if length > limit { throw FileError(.read, name, .tooLarge(limit: limit)) }
        }
    }
}
