// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

extension FileSnapshot {
    /// Reads the same files as ``read(_:limit:for:)``, into memory for secrets from the first byte on.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that are accepted.
    /// - Returns: The contents.
    /// - Throws: ``FileError``.
    public static func readSecret(_ path: String, limit: Int) throws(FileError) -> SecretBytes {
        let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, for: .read)
        let size = try sizeToRead(file, try file.status(of: path), limit: limit, path, .read)
        return try SecretBuffer.readToEnd(file.descriptor, expecting: size ?? 0, limit: limit, named: path)
    }

    /// Reads a file that nobody but the user may read.
    ///
    /// - Parameters:
    ///   - path: A regular file of this user, with no permissions for group and others; links are followed.
    ///   - limit: The most bytes that are accepted.
    /// - Returns: The contents.
    /// - Throws: ``FileError``.
    public static func readPrivateSecret(_ path: String, limit: Int) throws(FileError) -> SecretBytes {
        let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, for: .read)
        let status = try file.status(of: path)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError(.read, path, .notRegular(kind(of: status.st_mode)))
        }
        guard status.st_uid == geteuid() else {
            throw FileError(.read, path, .other("it belongs to another user"))
        }
        guard status.st_mode & 0o077 == 0 else {
            throw FileError(.read, path, .other("others may read it; run: chmod 600 \(ShellQuoting.quoted(path))"))
        }
        guard status.st_size <= limit else { throw FileError(.read, path, .tooLarge(limit: limit)) }
        return try SecretBuffer.readToEnd(file.descriptor, expecting: Int(status.st_size), limit: limit, named: path)
    }
}
