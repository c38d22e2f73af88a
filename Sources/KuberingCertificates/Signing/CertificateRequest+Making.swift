// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import SwiftASN1
import X509

extension CertificateRequest {
    /// Makes a request and signs it with the key that it is for.
    ///
    /// - Parameters:
    ///   - subject: Whom the certificate is wanted for.
    ///   - names: Other names that are asked for; only those that ``SubjectAlternativeName/canBeWritten``.
    ///   - key: The key.
    /// - Throws: ``CertificateError`` with `unsupported-key`, `unsupported-name` or `malformed-request`.
    public init(
        subject: DistinguishedName, names: [SubjectAlternativeName], signedWith key: PrivateKey
    ) throws(CertificateError) {
        let signingKey = try key.signingKey(named: "the request's key")
        let der: [UInt8]
        do {
            var attributes = CertificateSigningRequest.Attributes()
            if !names.isEmpty {
                let extensions = try X509.Certificate.Extensions {
                    SubjectAlternativeNames(try names.map { try $0.encodable })
                }
                attributes.insert(try .init(ExtensionRequest(extensions: extensions)))
            }
            let request = try CertificateSigningRequest(
                version: .v1, subject: try subject.encodable, privateKey: signingKey, attributes: attributes)
            var serializer = DER.Serializer()
            try request.serialize(into: &serializer)
            der = serializer.serializedBytes
        } catch let error as CertificateError {
            throw error
        } catch {
            throw CertificateError(.malformedRequest, "the request", detail: "it could not be made")
        }
        try self.init(der: der, named: "the request")
        guard isSignatureValid == true, self.subject == subject, publicKey.isSameKey(as: key.publicKey),
            subjectAlternativeNames == names
        else {
            throw CertificateError(.malformedRequest, "the request", detail: "it is not what was to be made")
        }
    }
}
