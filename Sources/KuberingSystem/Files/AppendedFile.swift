// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A file of our own to which lines are only ever added, and that must last.
public struct AppendedFile: Sendable {
    private let path: String

    /// Names the file, whose folder must exist; nothing is touched yet.
    public init(_ path: String) {
        self.path = path
    }

    /// Adds a line at the end, whole and after those of other processes, and waits until it is on the disk.
    ///
    /// The file is made when it is missing (0600). When writing fails half-way, what was written is taken back; a line that
    /// a killed process left unfinished is ended first, so that the new one does not become part of it.
    ///
    /// - Parameter line: The line, without its end.
    /// - Throws: ``FileError``.
    public func append(line: String) throws(FileError) {
        let newline = UInt8(ascii: "\n")
        let file = try OpenFile(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, for: .write)
        while flock(file.descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .last(.lock, path) }
        }
        let size = try file.status(of: path).st_size
        do throws(FileError) {
            var last = newline
            guard size == 0 || pread(file.descriptor, &last, 1, size - 1) == 1 else { throw .last(.read, path) }
            try file.write((last == newline ? [] : [newline]) + Array(line.utf8) + [newline], to: path)
            try file.synchronize(path)
        } catch {
            _ = ftruncate(file.descriptor, size)
            throw error
        }
    }
}
