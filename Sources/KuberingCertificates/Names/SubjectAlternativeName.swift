// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import SwiftASN1

/// One name of the subject alternative name extension (RFC 5280 section 4.2.1.6).
public enum SubjectAlternativeName: Sendable, Hashable {
    /// A host name.
    case dns(String)
    /// An e-mail address.
    case email(String)
    /// A URI, for example a SPIFFE id.
    case uri(String)
    /// An IPv4 or IPv6 address in its usual text form.
    case ipAddress(String)
    /// An X.500 name, as subjects have it.
    case directoryName(DistinguishedName)
    /// A kind that is not read; the number is its tag in `GeneralName`.
    case other(tag: UInt)

    /// Whether it is of a kind that is written into requests and certificates.
    public var canBeWritten: Bool {
        switch self {
        case .dns, .email, .uri, .ipAddress: true
        case .directoryName, .other: false
        }
    }

    /// Reads the names of the extension's value; names that cannot be read are left out.
    static func names(in value: ASN1Node) -> [SubjectAlternativeName] {
        guard case .constructed(let nodes) = value.content else { return [] }
        return nodes.compactMap(SubjectAlternativeName.init)
    }

    private init?(_ node: ASN1Node) {
        guard node.identifier.tagClass == .contextSpecific else { return nil }
        switch (node.identifier.tagNumber, node.content) {
        case (1, .primitive(let bytes)): self = .email(String(decoding: bytes, as: UTF8.self))
        case (2, .primitive(let bytes)): self = .dns(String(decoding: bytes, as: UTF8.self))
        case (4, .constructed(let nodes)):
            // A name that cannot be read is left out like any other.
            guard let name = Array(nodes).first.flatMap({ try? DistinguishedName($0) }) else { return nil }
            self = .directoryName(name)
        case (6, .primitive(let bytes)): self = .uri(String(decoding: bytes, as: UTF8.self))
        case (7, .primitive(let bytes)):
            guard let address = Self.address(bytes) else { return nil }
            self = .ipAddress(address)
        case (let tag, _): self = .other(tag: tag)
        }
    }

    /// The usual text of 4 or 16 bytes.
    static func address(_ bytes: ArraySlice<UInt8>) -> String? {
        let family: Int32
        switch bytes.count {
        case 4: family = AF_INET
        case 16: family = AF_INET6
        default: return nil
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isDone = bytes.withUnsafeBytes { bytes in
            inet_ntop(family, bytes.baseAddress, &text, socklen_t(INET6_ADDRSTRLEN)) != nil
        }
        guard isDone else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension SubjectAlternativeName: CustomStringConvertible {
    /// The kind and the name as openssl prints them, for example `DNS:api.example.com`; control characters unescaped.
    public var description: String {
        switch self {
        case .dns(let name): "DNS:" + name
        case .email(let address): "email:" + address
        case .uri(let uri): "URI:" + uri
        case .ipAddress(let address): "IP Address:" + address
        case .directoryName(let name): "DirName:" + name.description
        case .other(let tag): "othername(\(tag))"
        }
    }
}
