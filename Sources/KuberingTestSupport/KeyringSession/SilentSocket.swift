// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A socket that takes connections and never says a word, where a session bus is expected.
public final class SilentSocket {
    /// The socket's absolute path.
    public let path: String
    private let descriptor: Int32

    /// Listens below a folder.
    ///
    /// - Parameter folder: An absolute path, short enough for a socket.
    /// - Throws: ``KeyringSessionError``.
    public init(in folder: String) throws {
        path = folder + "/silent"
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(descriptor, 8) == 0 else { throw KeyringSessionError(what: path) }
    }

    deinit { close(descriptor) }
}
