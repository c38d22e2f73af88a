// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Bytes of unknown number that are read piece by piece, in memory for secrets from the first to the last.
struct SecretBuffer {
    private var room: SecretBytes
    /// How many bytes have been read.
    private(set) var count = 0

    /// Makes room for so many bytes; there is more when they are read.
    init(capacity: Int = 4_096) { room = SecretBytes(count: capacity) { _ in } }

    /// What has been read.
    var bytes: SecretBytes { count == room.count ? room : room.withExposedBytes { SecretBytes($0[..<count]) } }

    /// Reads once.
    ///
    /// - Parameter descriptor: An open descriptor.
    /// - Returns: How many bytes came; 0 at the end, negative when `errno` has a reason.
    mutating func read(from descriptor: Int32) -> Int {
        if count == room.count {
            room = room.withExposedBytes { old in SecretBytes(count: 2 * old.count) { $0.copyBytes(from: old) } }
        }
        let start = count
        let length = room.withExposedBytes { bytes in
            // Nobody else has the room yet.
            Glibc.read(
                descriptor, UnsafeMutableRawPointer(mutating: bytes.baseAddress?.advanced(by: start)),
                bytes.count - start)
        }
        count += max(0, length)
        return length
    }

    /// Reads an open descriptor to its end.
    ///
    /// - Parameters:
    ///   - descriptor: One that blocks.
    ///   - size: How many bytes are expected.
    ///   - limit: The most bytes that are accepted.
    ///   - name: What messages call it.
    /// - Returns: All bytes.
    /// - Throws: ``FileError``.
    static func readToEnd(
        _ descriptor: Int32, expecting size: Int = 0, limit: Int, named name: String
    ) throws(FileError) -> SecretBytes {
        // One byte more: the read that finds the end needs room, too.
        var buffer = SecretBuffer(capacity: max(4_096, size + 1))
        while true {
            let length = buffer.read(from: descriptor)
            if length == 0 { return buffer.bytes }
            if length < 0, errno != EINTR { throw .last(.read, name) }
            if buffer.count > limit { throw FileError(.read, name, .tooLarge(limit: limit)) }
        }
    }
}
