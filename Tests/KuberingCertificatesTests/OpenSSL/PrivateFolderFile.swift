// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Writing what a test hands to another program.
enum PrivateFolderFile {
    /// Replaces a file that only the owner can read.
    static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OpenSSLFolder.Failure(command: path, errors: "errno \(errno)") }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
            throw OpenSSLFolder.Failure(command: path, errors: "errno \(errno)")
        }
    }
}
