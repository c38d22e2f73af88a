// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SubjectAlternativeName {
    /// The name of a machine: an address in its usual form, or a host name (RFC 1123 section 2.1); nil for other texts.
    public init?(host text: String) {
        if let address = NetworkAddress.literal(text).flatMap({ Self.address($0[...]) }) {
            self = .ipAddress(address)
        } else if text.utf8.count <= 253,
            text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ Self.isLabel($0.utf8) })
        {
            self = .dns(text)
        } else {
            return nil
        }
    }

    private static func isLabel(_ text: Substring.UTF8View) -> Bool {
        (1...63).contains(text.count) && text.first != UInt8(ascii: "-") && text.last != UInt8(ascii: "-")
            && text.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
