// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// Short names of attribute types: RFC 4514 section 3, RFC 4519 and, for the rest, OpenSSL's.
enum AttributeTypeName {
    private static let names: [ASN1ObjectIdentifier: String] = [
        [2, 5, 4, 3]: "CN", [2, 5, 4, 4]: "SN", [2, 5, 4, 5]: "serialNumber", [2, 5, 4, 6]: "C", [2, 5, 4, 7]: "L",
        [2, 5, 4, 8]: "ST", [2, 5, 4, 9]: "STREET", [2, 5, 4, 10]: "O", [2, 5, 4, 11]: "OU", [2, 5, 4, 12]: "title",
        [2, 5, 4, 13]: "description", [2, 5, 4, 17]: "postalCode", [2, 5, 4, 41]: "name", [2, 5, 4, 42]: "GN",
        [2, 5, 4, 43]: "initials", [2, 5, 4, 44]: "generationQualifier", [2, 5, 4, 46]: "dnQualifier",
        [2, 5, 4, 65]: "pseudonym", [2, 5, 4, 97]: "organizationIdentifier",
        [0, 9, 2342, 19_200_300, 100, 1, 1]: "UID", [0, 9, 2342, 19_200_300, 100, 1, 25]: "DC",
        [1, 2, 840, 113549, 1, 9, 1]: "emailAddress",
    ]

    /// The short name, or the dotted numbers when there is none.
    static func name(of type: ASN1ObjectIdentifier) -> String {
        names[type] ?? type.description
    }
}
