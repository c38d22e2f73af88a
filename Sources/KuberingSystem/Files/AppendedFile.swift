// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A file of our own that is only ever added to, and that must last.
public struct AppendedFile: Sendable {
    private let path: String

    /// Names the file, whose folder must exist; nothing is touched yet.
    public init(_ path: String) {
        self.path = path
    }

    /// Adds bytes at the end, whole and after those of other processes, and waits until they are on the disk.
    ///
    /// The file is made when it is missing (0600). When writing fails half-way, what was written is taken back.
    ///
    /// - Throws: ``FileError``.
    public func append(_ bytes: [UInt8]) throws(FileError) {
        let file = try OpenFile(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, for: .write)
        while flock(file.descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .last(.lock, path) }
        }
        let size = try file.status(of: path).st_size
        do throws(FileError) {
            try file.write(bytes, to: path)
            try file.synchronize(path)
        } catch {
            _ = ftruncate(file.descriptor, size)
            throw error
        }
    }
}
