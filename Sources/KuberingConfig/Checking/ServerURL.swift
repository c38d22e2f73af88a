// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The address of a server as far as its rules take it apart (RFC 3986 section 3).
struct ServerURL {
    /// In lower case; nil when there is none.
    let scheme: String?
    /// Without user and port; brackets around an IPv6 address are left out.
    let host: String

    init(_ text: String) {
        var rest = text.utf8[...]
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
            scheme = text[..<colon].lowercased()
            rest = rest[rest.index(colon, offsetBy: 3)...]
        } else {
            scheme = nil
        }
        rest = rest.prefix { !"/?#".utf8.contains($0) }
        if let at = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[rest.index(after: at)...] }
        let isBracketed = rest.first == UInt8(ascii: "[")
        let end = UInt8(ascii: isBracketed ? "]" : ":")
        host = String(Substring((isBracketed ? rest.dropFirst() : rest).prefix { $0 != end }))
    }

    /// Whether the host is this machine.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
