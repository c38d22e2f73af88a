// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A TCP connection with a deadline, closed with its last owner.
public final class NetworkConnection {
    private let address: NetworkAddress
    private let socket: Int32
    private let deadline: ContinuousClock.Instant

    /// Connects to the first address of the host that answers.
    ///
    /// - Parameters:
    ///   - address: Where to.
    ///   - timeout: The seconds that the connection may take altogether, everything that follows included.
    /// - Throws: ``NetworkError``.
    public init(to address: NetworkAddress, timeout: Int) throws(NetworkError) {
        self.address = address
        deadline = ContinuousClock.now + .seconds(timeout)
        socket = try Self.connect(to: address, deadline)
    }

    deinit { close(socket) }

    /// Sends all of the bytes.
    ///
    /// - Throws: ``NetworkError``.
    public func send(_ bytes: [UInt8]) throws(NetworkError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try Self.wait(for: POLLOUT, on: socket, address, deadline)
            let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw .unreachable(address, errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// What has come in, 16 KiB at most; empty at the end of the stream.
    ///
    /// - Throws: ``NetworkError``.
    public func receive() throws(NetworkError) -> [UInt8] {
        try Self.wait(for: POLLIN, on: socket, address, deadline)
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
            let got = recv(socket, buffer.baseAddress, buffer.count, 0)
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        if let failure { throw .unreachable(address, failure) }
        return bytes
    }

    private static func connect(
        to address: NetworkAddress, _ deadline: ContinuousClock.Instant
    ) throws(NetworkError) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, String(address.port), &hints, &found) == 0 else { throw .unknownHost(address) }
        defer { freeaddrinfo(found) }
        var failure = NetworkError.unknownHost(address)
        var next = found
        while let info = next?.pointee {
            let socket = Glibc.socket(
                info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            guard socket >= 0 else { throw .unreachable(address, errno) }
            do throws(NetworkError) {
                if Glibc.connect(socket, info.ai_addr, info.ai_addrlen) != 0 {
                    guard errno == EINPROGRESS else { throw .unreachable(address, errno) }
                    try wait(for: POLLOUT, on: socket, address, deadline)
                }
                var (error, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
                getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size)
                guard error == 0 else { throw .unreachable(address, error) }
                return socket
            } catch {
                close(socket)
                failure = error
            }
            next = info.ai_next
        }
        throw failure
    }

    private static func wait(
        for event: Int32, on socket: Int32, _ address: NetworkAddress, _ deadline: ContinuousClock.Instant
    ) throws(NetworkError) {
        while true {
            let left = deadline - ContinuousClock.now
            let milliseconds = left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw .timedOut(address) }
            var state = pollfd(fd: socket, events: Int16(event), revents: 0)
            let count = poll(&state, 1, Int32(clamping: milliseconds))
            if count > 0 { return }
            if count == 0 { throw .timedOut(address) }
            guard errno == EINTR else { throw .unreachable(address, errno) }
        }
    }
}
