// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingCertificates
public import KuberingSystem

extension CertificateRequest {
    /// The request as a CertificateSigningRequest object, for `kubectl apply`.
    ///
    /// Kubernetes type: certificates.k8s.io/v1, whose `request` is base64 of the PEM text.
    ///
    /// - Parameters:
    ///   - name: The object's name.
    ///   - signerName: Who is to sign it.
    ///   - usages: What the certificate shall be usable for.
    ///   - expirationSeconds: How long it shall be valid, 600 at least; nil leaves that to the signer.
    /// - Returns: The object.
    public func manifest(
        name: String, signerName: String, usages: [String], expirationSeconds: Int?
    ) -> JSONValue {
        .object(present: [
            "apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest",
            "metadata": ["name": .string(name)],
            "spec": .object(present: [
                "expirationSeconds": expirationSeconds.map { .integer($0) },
                "request": .string(Data(pem.utf8).base64EncodedString()), "signerName": .string(signerName),
                "usages": .array(usages.map(JSONValue.string)),
            ]),
        ])
    }
}
