// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SubjectAlternativeName {
    /// Reads `DNS:name`, `IP:address`, `email:address` or `URI:uri`; without a prefix, an address or a host name.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, let value = parts.last, let prefix = parts.first?.lowercased() {
            switch prefix {
            case "dns": self = .dns(value)
            case "ip", "ip address":
                guard let name = Self.address(parsing: value) else { return nil }
                self = name
            case "email": self = .email(value)
            case "uri": self = .uri(value)
            default:
                guard let name = Self.address(parsing: text) else { return nil }
                self = name
            }
        } else {
            self = Self.address(parsing: text) ?? .dns(text)
        }
        guard isWellFormed else { return nil }
    }

    /// An address, in its usual form.
    private static func address(parsing text: String) -> SubjectAlternativeName? {
        NetworkAddress.literal(text).flatMap { address($0[...]) }.map(SubjectAlternativeName.ipAddress)
    }

    /// Whether what was typed can be such a name; addresses have been read.
    private var isWellFormed: Bool {
        switch self {
        case .dns(let text), .email(let text), .uri(let text):
            !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        case .ipAddress: true
        case .directoryName, .other: false
        }
    }
}
