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
    /// The same name for swift-certificates; its encoding is compared once something has been signed with it.
    var encodable: X509.DistinguishedName {
        get throws { try X509.DistinguishedName(derEncoded: try ASN1Node.reading(der: der[...])) }
    }
}

extension SubjectAlternativeName {
    /// The name for swift-certificates.
    ///
    /// - Throws: ``CertificateError`` with `unsupported-name` for a kind that is not written.
    var encodable: GeneralName {
        get throws(CertificateError) {
            switch self {
            case .dns(let text): return .dnsName(text)
            case .email(let text): return .rfc822Name(text)
            case .uri(let text): return .uniformResourceIdentifier(text)
            case .ipAddress(let text):
                guard let bytes = NetworkAddress.literal(text) else { break }
                return .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
            case .directoryName, .other: break
            }
            throw CertificateError(.unsupportedName, description)
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
