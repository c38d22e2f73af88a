// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// The subject or issuer of a certificate (RFC 5280 section 4.1.2.4).
///
/// Two names are equal when their bytes are: that is how Go, and so the API server, finds an issuer.
public struct DistinguishedName: Sendable, Hashable {
    /// One type and value, such as `CN` and `jane`.
    public struct Attribute: Sendable, Hashable {
        private let identifier: ASN1ObjectIdentifier
        /// The value as text; nil when it is no string.
        public let text: String?
        /// The value's DER encoding, tag included.
        let der: ArraySlice<UInt8>

        /// The type's short name, such as `CN` or `O`, or its dotted object identifier when it has none.
        public var type: String { AttributeTypeName.name(of: identifier) }

        init(_ identifier: ASN1ObjectIdentifier, _ value: ASN1Node) {
            self.identifier = identifier
            text = DirectoryString.text(of: value)
            der = value.encodedBytes
        }
    }

    /// The name's DER encoding.
    public let der: [UInt8]
    /// Whether there is no attribute at all.
    public let isEmpty: Bool

    init(_ node: ASN1Node) throws(DERFailure) {
        der = Array(node.encodedBytes)
        isEmpty = try Self.components(of: node).isEmpty
    }

    /// The attributes in encoded order; those of one inner list belong together (`+`), mostly it is one.
    ///
    /// They are read anew each time: of ten thousand certificates a few are told about, and all are kept.
    public var components: [[Attribute]] {
        // The bytes were read when the name was made.
        (try? Self.components(of: ASN1Node.reading(der: der[...]))) ?? []
    }

    private static func components(of node: ASN1Node) throws(DERFailure) -> [[Attribute]] {
        var components: [[Attribute]] = []
        for set in try node.sequence("a name") {
            var attributes: [Attribute] = []
            for pair in try set.children("a name's component") {
                var elements = try pair.elements(of: "a name's attribute")
                let type = try elements.next().objectIdentifier("a name's attribute type")
                attributes.append(Attribute(type, try elements.next()))
            }
            components.append(attributes)
        }
        return components
    }

    /// Every text value of the type, in encoded order.
    ///
    /// - Parameter type: A short name such as `O`.
    /// - Returns: The values; empty when there is none. Values that are no strings are left out.
    public func texts(of type: String) -> [String] {
        components.flatMap { $0 }.filter { $0.type == type }.compactMap(\.text)
    }

    /// Compares the encoded bytes.
    public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool { left.der == right.der }

    /// Hashes the encoded bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}
