// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import SwiftASN1
import X509

/// Our values as those of swift-certificates, which does the encoding and signing.
extension PrivateKey {
    /// The key for signing.
    ///
    /// - Throws: ``CertificateError`` with `unsupported-key` for RSA keys under 2048 bits, which nothing new should rest on.
    func signingKey(named name: String) throws(CertificateError) -> X509.Certificate.PrivateKey {
        guard !type.isWeak else {
            throw CertificateError(.unsupportedKey, name, detail: "\(type) is too weak to sign with")
        }
        do {
            return try pkcs8.withTemporaryArray { try X509.Certificate.PrivateKey(derBytes: $0) }
        } catch {
            throw CertificateError(.unsupportedKey, name, detail: "\(type) cannot sign certificates")
        }
    }
}

extension DistinguishedName {
    /// A name of organizations, in order, and a common name after them, as Kubernetes users know it: `O=dev,CN=jane`.
    ///
    /// - Parameters:
    ///   - organizations: An attribute of its own for each.
    ///   - commonName: The user.
    /// - Throws: ``CertificateError`` with `malformed-request` when a text cannot be part of a name.
    public init(organizations: [String], commonName: String) throws(CertificateError) {
        do {
            let attributes =
                organizations.map {
                    RelativeDistinguishedName.Attribute(
                        type: .RDNAttributeType.organizationName, value: .init(utf8String: $0))
                } + [.init(type: .RDNAttributeType.commonName, value: .init(utf8String: commonName))]
            var serializer = DER.Serializer()
            try X509.DistinguishedName(attributes).serialize(into: &serializer)
            try self.init(try ASN1Node.reading(der: serializer.serializedBytes[...]))
        } catch {
            throw CertificateError(.malformedRequest, commonName, detail: "no name can be made of it")
        }
    }

    /// The same name for swift-certificates; its encoding is compared once something has been signed with it.
    var encodable: X509.DistinguishedName {
        get throws { try X509.DistinguishedName(derEncoded: try ASN1Node.reading(der: der[...])) }
    }
}

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

    /// Whether it can be written into a certificate.
    private var isWellFormed: Bool {
        switch self {
        case .dns(let text), .email(let text), .uri(let text):
            !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        case .ipAddress(let text): NetworkAddress.literal(text) != nil
        case .directoryName, .other: false
        }
    }

    /// The name for swift-certificates; nil for kinds that are not written.
    var encodable: GeneralName? {
        switch self {
        case .dns(let text): .dnsName(text)
        case .email(let text): .rfc822Name(text)
        case .uri(let text): .uniformResourceIdentifier(text)
        case .ipAddress(let text):
            NetworkAddress.literal(text).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
        case .directoryName, .other: nil
        }
    }
}

extension KeyUsage {
    var encodable: X509.KeyUsage {
        X509.KeyUsage(
            digitalSignature: contains(.digitalSignature), nonRepudiation: contains(.contentCommitment),
            keyEncipherment: contains(.keyEncipherment), dataEncipherment: contains(.dataEncipherment),
            keyAgreement: contains(.keyAgreement), keyCertSign: contains(.certificateSigning),
            cRLSign: contains(.revocationListSigning), encipherOnly: contains(.encipherOnly),
            decipherOnly: contains(.decipherOnly))
    }
}
