// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Where a server listens: a host and a port.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name or an address, without brackets.
    public let host: String
    /// The port, 1 to 65535.
    public let port: UInt16

    /// Puts an address together.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, `[ADDRESS]:PORT` or a URL; nil for anything else, and without a port unless `port` is given.
    ///
    /// - Parameters:
    ///   - text: What was written.
    ///   - port: The port that counts when none is written.
    public init?(_ text: String, port: UInt16? = nil) {
        var rest = text[...]
        var usual = port
        if let scheme = rest.firstRange(of: "://") {
            guard rest[..<scheme.lowerBound].lowercased() == "https" else { return nil }
            rest = rest[scheme.upperBound...].prefix { !"/?#".contains($0) }
            if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
            usual = usual ?? 443
        }
        let host: Substring
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
        } else {
            host = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(host.count)
        }
        guard !host.isEmpty, !host.contains(where: { $0 == "/" || $0.isWhitespace }) else { return nil }
        if rest.isEmpty {
            guard let usual else { return nil }
            self.init(host: String(host), port: usual)
            return
        }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.first?.isNumber == true, let number = UInt16(digits), number > 0 else {
            return nil
        }
        self.init(host: String(host), port: number)
    }

    /// The bytes of an IPv4 (4) or IPv6 (16) address; nil when the text is none.
    public static func literal(_ text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }

    /// `HOST:PORT`, with brackets around an IPv6 address.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
