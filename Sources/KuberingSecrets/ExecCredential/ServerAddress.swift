// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A cluster's server address in the form two spellings of it have in common.
///
/// The scheme and host are in lower case, the port is a number, trailing slashes of the path are gone. Only plain
/// addresses are read: those with user information, a query, a fragment, or characters that another parser could take
/// for the end of the host are nil, so that they equal nothing but their own spelling.
///
/// Source: client-go `rest/url_utils.go` (a missing scheme means `http`, a path is a prefix of every request) and RFC
/// 3986 section 6.2.
struct ServerAddress: Hashable {
    let scheme: String
    let host: String
    let port: UInt16
    let path: String

    init?(_ text: String) {
        var rest = text[...]
        var scheme = "http"
        if let separator = rest.firstRange(of: "://") {
            scheme = rest[..<separator.lowerBound].lowercased()
            rest = rest[separator.upperBound...]
        }
        let defaultPorts: [String: UInt16] = ["http": 80, "https": 443]
        guard let defaultPort = defaultPorts[scheme] else { return nil }
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        guard let (host, port) = Self.split(authority) else { return nil }
        guard path.utf8.allSatisfy(Self.isPlainPathByte) else { return nil }
        while path.last == "/" { path.removeLast() }
        self.scheme = scheme
        self.host = host.lowercased()
        self.path = String(path)
        if port.isEmpty {
            self.port = defaultPort
        } else {
            guard port.utf8.allSatisfy(Self.isDigit), let number = UInt16(port) else { return nil }
            self.port = number
        }
    }

    private static func split(_ authority: Substring) -> (host: Substring, port: Substring)? {
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let inside = authority[authority.index(after: authority.startIndex)..<end]
            let after = authority[authority.index(after: end)...]
            guard !inside.isEmpty, inside.utf8.allSatisfy(isAddressByte), after.isEmpty || after.first == ":"
            else { return nil }
            return (authority[...end], after.dropFirst())
        }
        let host = authority.prefix { $0 != ":" }
        guard !host.isEmpty, host.utf8.allSatisfy(isNameByte) else { return nil }
        return (host, authority.dropFirst(host.count + 1))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || "-._".utf8.contains(byte)
    }
    private static func isAddressByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20) || ":.".utf8.contains(byte)
    }
    private static func isPlainPathByte(_ byte: UInt8) -> Bool {
        isNameByte(byte) || "/~:@%+=,!$&'()*;".utf8.contains(byte)
    }
}
