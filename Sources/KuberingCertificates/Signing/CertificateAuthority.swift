// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1
import X509

/// A CA's certificate with its private key.
public struct CertificateAuthority: Sendable {
    /// Its certificate, whose subject is the issuer of what is signed.
    public let certificate: Certificate
    /// What a certificate signed here needs beside it for whoever knows only the root.
    ///
    /// This CA and those above it, in order and without the root (RFC 5246 section 7.4.2); empty for a root.
    public let intermediates: [Certificate]
    private let key: PrivateKey

    /// Brings a certificate and its key together.
    ///
    /// - Parameters:
    ///   - certificate: The CA's certificate.
    ///   - key: The CA's key.
    ///   - others: Where the CAs above it are looked for.
    /// - Throws: ``CertificateError`` with `key-mismatch` when they do not belong together, and `not-an-authority` when the
    ///   certificate may not sign others.
    public init(
        _ certificate: Certificate, key: PrivateKey, among others: [Certificate] = []
    ) throws(CertificateError) {
        guard key.matches(certificate) else {
            throw CertificateError(.keyMismatch, certificate.subject.description, detail: "\(key.type)")
        }
        guard certificate.isCertificateAuthority || certificate.version < 3 else {
            throw CertificateError(.notAnAuthority, certificate.subject.description, detail: "it is not marked as a CA")
        }
        guard certificate.keyUsage?.contains(.certificateSigning) ?? true else {
            throw CertificateError(
                .notAnAuthority, certificate.subject.description, detail: "its key usage leaves out keyCertSign")
        }
        self.certificate = certificate
        self.key = key
        var intermediates: [Certificate] = []
        var next: Certificate? = certificate
        while let tip = next, !tip.isSelfIssued, !intermediates.contains(tip) {
            intermediates.append(tip)
            next = others.first { $0.subject == tip.issuer && $0.isCertificateAuthority }
        }
        self.intermediates = intermediates
    }

    /// Makes a CA that is signed by itself.
    ///
    /// - Throws: ``CertificateError``.
    public init(creating template: CertificateTemplate, key: PrivateKey) throws(CertificateError) {
        try self.init(try Self.signed(template, by: nil, key), key: key)
    }

    /// Signs a certificate, and reads it back to compare it with the template.
    ///
    /// - Throws: ``CertificateError`` with `unsupported-key`, `unsupported-name` or `malformed-certificate`.
    public func sign(_ template: CertificateTemplate) throws(CertificateError) -> Certificate {
        try Self.signed(template, by: certificate, key)
    }

    // Without an issuer the certificate is signed by itself.
    private static func signed(
        _ template: CertificateTemplate, by issuer: Certificate?, _ key: PrivateKey
    ) throws(CertificateError) -> Certificate {
        let issuerName = issuer?.subject ?? template.subject
        let signingKey = try key.signingKey(named: "the CA's key")
        let der: [UInt8]
        do {
            let publicKey = try X509.Certificate.PublicKey(derEncoded: template.publicKey.subjectPublicKeyInfo)
            let certificate = try X509.Certificate(
                version: .v3, serialNumber: .init(bytes: template.serialNumber), publicKey: publicKey,
                notValidBefore: template.notBefore, notValidAfter: template.notAfter, issuer: try issuerName.encodable,
                subject: try template.subject.encodable,
                extensions: try extensions(
                    template, publicKey, authorityKeyIdentifier: issuer?.subjectKeyIdentifier),
                issuerPrivateKey: signingKey)
            var serializer = DER.Serializer()
            try certificate.serialize(into: &serializer)
            der = serializer.serializedBytes
        } catch let error as CertificateError {
            throw error
        } catch {
            throw CertificateError(
                .malformedCertificate, template.subject.description, detail: "it could not be signed")
        }
        let made = try Certificate(der: der, named: template.subject.description)
        guard made.says(template), made.issuer == issuerName,
            SignatureVerification.outcome(for: made, signedWith: key.publicKey) == .valid
        else {
            throw CertificateError(
                .malformedCertificate, template.subject.description, detail: "it is not what was to be signed")
        }
        return made
    }

    /// The order in which kubeadm writes them.
    private static func extensions(
        _ template: CertificateTemplate, _ publicKey: X509.Certificate.PublicKey, authorityKeyIdentifier: [UInt8]?
    ) throws -> X509.Certificate.Extensions {
        var extensions = X509.Certificate.Extensions()
        try extensions.append(try .init(template.keyUsage.encodable, critical: true))
        if !template.extendedKeyUsage.isEmpty {
            let usages = try template.extendedKeyUsage.map {
                X509.ExtendedKeyUsage.Usage(oid: try ASN1ObjectIdentifier(dotRepresentation: $0.objectIdentifier[...]))
            }
            try extensions.append(try .init(try X509.ExtendedKeyUsage(usages), critical: false))
        }
        let constraints: BasicConstraints =
            template.authority.map { .isCertificateAuthority(maxPathLength: $0.pathLength) } ?? .notCertificateAuthority
        try extensions.append(try .init(constraints, critical: true))
        if template.authority != nil {
            try extensions.append(try .init(SubjectKeyIdentifier(hash: publicKey), critical: false))
        }
        if let authorityKeyIdentifier {
            let identifier = AuthorityKeyIdentifier(keyIdentifier: authorityKeyIdentifier[...])
            try extensions.append(try .init(identifier, critical: false))
        }
        if !template.names.isEmpty {
            let names = SubjectAlternativeNames(try template.names.map { try $0.encodable })
            try extensions.append(try .init(names, critical: false))
        }
        return extensions
    }
}

extension Certificate {
    /// Whether it says what the template does.
    fileprivate func says(_ template: CertificateTemplate) -> Bool {
        subject == template.subject && publicKey.isSameKey(as: template.publicKey)
            && notBefore == template.notBefore && notAfter == template.notAfter && keyUsage == template.keyUsage
            && extendedKeyUsage ?? [] == template.extendedKeyUsage
            && subjectAlternativeNames == template.names
            && isCertificateAuthority == (template.authority != nil)
            && pathLength == template.authority?.pathLength
    }
}
