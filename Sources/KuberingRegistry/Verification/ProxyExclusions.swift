// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The hosts that are asked without a proxy: this machine, and what `NO_PROXY` lists.
///
/// An item is a domain, which stands for what is below it, too; one that begins with a dot or `*.`, which does not stand
/// for the domain itself; an address, or a range of addresses; each but the range with or without a port. `*` is all.
///
/// Source: Go `golang.org/x/net/http/httpproxy`, `config.init` and `useProxy`.
struct ProxyExclusions {
    private enum Item {
        case all
        case addresses(prefix: [UInt8], bits: Int)
        case address([UInt8], port: Substring)
        /// The suffix begins with a dot.
        case domain(suffix: String, isItselfMeant: Bool, port: Substring)
    }

    private let items: [Item]

    /// Reads a list; items that are none are passed over.
    init(_ list: String) {
        items = list.split(separator: ",").compactMap(Self.item)
    }

    /// Whether the host is asked without a proxy.
    ///
    /// - Parameters:
    ///   - host: A name or an address, without brackets.
    ///   - port: Its port.
    /// - Returns: Whether it is.
    func contains(_ host: String, _ port: Int) -> Bool {
        let host = host.lowercased()
        let address = Self.address(host)
        if host == "localhost" || address.map(Self.isLoopback) == true { return true }
        func fits(_ wanted: Substring) -> Bool { wanted.isEmpty || wanted == String(port) }
        return items.contains { item in
            switch item {
            case .all: true
            case .addresses(let prefix, let bits): address.map { Self.hasPrefix($0, prefix, bits) } ?? false
            case .address(let own, let port): own == address && fits(port)
            case .domain(let suffix, let isItselfMeant, let port):
                (host.hasSuffix(suffix) || (isItselfMeant && host == suffix.dropFirst())) && fits(port)
            }
        }
    }

    private static func item(_ text: Substring) -> Item? {
        let text = text.filter { !$0.isWhitespace }.lowercased()
        if text == "*" { return .all }
        if let slash = text.firstIndex(of: "/"), let prefix = NetworkAddress.literal(String(text[..<slash])),
            let bits = Int(text[text.index(after: slash)...]), (0...prefix.count * 8).contains(bits)
        {
            return .addresses(prefix: prefix, bits: bits)
        }
        let (host, port) = split(text)
        guard !host.isEmpty else { return nil }
        if let address = address(host) { return .address(address, port: port) }
        let suffix = host.hasPrefix("*.") ? String(host.dropFirst()) : host
        let isItselfMeant = !suffix.hasPrefix(".")
        return .domain(suffix: isItselfMeant ? "." + suffix : suffix, isItselfMeant: isItselfMeant, port: port)
    }

    /// A host without its brackets, and its port, which may be empty.
    private static func split(_ text: String) -> (host: String, port: Substring) {
        if text.hasPrefix("["), let end = text.lastIndex(of: "]") {
            let rest = text[text.index(after: end)...]
            return (String(text[..<end].dropFirst()), rest.hasPrefix(":") ? rest.dropFirst() : "")
        }
        // Two colons are an address without a port.
        guard let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") else { return (text, "") }
        return (String(text[..<colon]), text[text.index(after: colon)...])
    }

    /// An address in as few bytes as it has: one of IPv4 that is written as IPv6 is the same.
    private static func address(_ text: String) -> [UInt8]? {
        guard let bytes = NetworkAddress.literal(text) else { return nil }
        let isMapped = bytes.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }

    private static func isLoopback(_ address: [UInt8]) -> Bool {
        address.count == 4 ? address.first == 127 : address.last == 1 && address.dropLast().allSatisfy { $0 == 0 }
    }

    private static func hasPrefix(_ address: [UInt8], _ prefix: [UInt8], _ bits: Int) -> Bool {
        guard address.count == prefix.count else { return false }
        return zip(address, prefix).enumerated().allSatisfy { index, bytes in
            let own = min(8, max(0, bits - index * 8))
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> own)
            return bytes.0 & mask == bytes.1 & mask
        }
    }
}
