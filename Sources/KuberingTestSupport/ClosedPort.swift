// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
public import KuberingSystem

/// A port of this machine that refuses connections for as long as this is there.
///
/// It is taken, and nobody listens on it: a port that is merely free now may be another program's in a moment.
public final class ClosedPort {
    /// Its number.
    public let number: UInt16
    private let descriptor: Int32

    /// Takes one on 127.0.0.1.
    ///
    /// - Throws: ``FileError``.
    public init() throws(FileError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isTaken = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        number = UInt16(bigEndian: address.sin_port)
        guard isTaken else { throw .last(.read, "127.0.0.1") }
    }

    deinit { close(descriptor) }
}
