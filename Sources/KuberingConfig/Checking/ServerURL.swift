// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The address of a server as far as its rules take it apart (RFC 3986 section 3).
struct ServerURL {
    /// In lower case; nil when there is none.
    let scheme: String?
    /// Without user and port; brackets around an IPv6 address are left out.
    let host: String

    init(_ text: String) {
        var rest = text[...]
        if let range = text.firstRange(of: "://") {
            scheme = text[..<range.lowerBound].lowercased()
            rest = text[range.upperBound...]
        } else {
            scheme = nil
        }
        let authority = URLRedaction.withoutUser(String(rest.prefix { !"/?#".contains($0) }))
        if authority.hasPrefix("[") {
            host = String(authority.dropFirst().prefix { $0 != "]" })
        } else {
            host = String(authority.prefix { $0 != ":" })
        }
    }

    /// Whether the host is this machine.
    var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
