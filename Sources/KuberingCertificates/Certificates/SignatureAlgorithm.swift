// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1

/// How a certificate is signed.
public struct SignatureAlgorithm: Sendable, Hashable {
    private let identifier: ASN1ObjectIdentifier

    /// The dotted object identifier.
    public var objectIdentifier: String { identifier.description }

    init(_ node: ASN1Node) throws(DERFailure) {
        var elements = try node.elements(of: "the signature algorithm")
        identifier = try elements.next().objectIdentifier("the signature algorithm")
    }

    /// Whether Go, and so the API server, accepts such a signature; it refuses MD5, SHA-1 and what it does not know.
    public var isAccepted: Bool { Self.accepted.contains(objectIdentifier) }

    /// RSA with SHA-2, RSA-PSS, ECDSA with SHA-256 and longer, Ed25519: `checkSignature` in Go's `crypto/x509`.
    private static let accepted: Set<String> = [
        "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4", "1.3.101.112",
    ]

    private static let names = [
        "1.2.840.113549.1.1.2": "MD2-RSA", "1.2.840.113549.1.1.4": "MD5-RSA", "1.2.840.113549.1.1.5": "SHA1-RSA",
        "1.2.840.113549.1.1.10": "RSA-PSS", "1.2.840.113549.1.1.11": "SHA256-RSA",
        "1.2.840.113549.1.1.12": "SHA384-RSA", "1.2.840.113549.1.1.13": "SHA512-RSA",
        "1.2.840.113549.1.1.14": "SHA224-RSA", "1.2.840.10040.4.3": "DSA-SHA1",
        "2.16.840.1.101.3.4.3.2": "DSA-SHA256", "1.2.840.10045.4.1": "ECDSA-SHA1",
        "1.2.840.10045.4.3.1": "ECDSA-SHA224", "1.2.840.10045.4.3.2": "ECDSA-SHA256",
        "1.2.840.10045.4.3.3": "ECDSA-SHA384", "1.2.840.10045.4.3.4": "ECDSA-SHA512", "1.3.101.112": "Ed25519",
        "1.3.101.113": "Ed448",
    ]
}

extension SignatureAlgorithm: CustomStringConvertible {
    /// The name as Go writes it, for example `SHA256-RSA`, or the dotted numbers when it has none.
    public var description: String { Self.names[objectIdentifier] ?? objectIdentifier }
}
