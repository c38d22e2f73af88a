// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

extension SecretBytes {
    /// Reads a file that nobody but the user may read, straight into memory for secrets.
    ///
    /// - Parameters:
    ///   - path: A regular file of this user, with no permissions for group and others; links are followed.
    ///   - limit: The most bytes that are accepted.
    /// - Throws: ``FileError``.
    public convenience init(readingPrivateFile path: String, limit: Int) throws(FileError) {
        let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, for: .read)
        let status = try file.status(of: path)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError(.read, path, .notRegular(FileSnapshot.kind(of: status.st_mode)))
        }
        guard status.st_uid == geteuid() else {
            throw FileError(.read, path, .other("it belongs to another user"))
        }
        guard status.st_mode & 0o077 == 0 else {
            throw FileError(.read, path, .other("others may read it; run: chmod 600 \(ShellQuoting.quoted(path))"))
        }
        guard status.st_size <= limit else { throw FileError(.read, path, .tooLarge(limit: limit)) }
        try self.init(count: Int(status.st_size)) { buffer throws(FileError) in
            var next = 0
            while next < buffer.count {
                let count = read(file.descriptor, buffer.baseAddress?.advanced(by: next), buffer.count - next)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw .last(.read, path) }
                next += count
            }
        }
    }

    /// The bytes without a final newline, or CRLF, as files and pipes end a line.
    public var withoutLineEnd: SecretBytes {
        withExposedBytes { bytes in
            var line = bytes[...]
            if line.last == UInt8(ascii: "\n") {
                line = line.dropLast()
                if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            }
            return SecretBytes(line)
        }
    }
}
