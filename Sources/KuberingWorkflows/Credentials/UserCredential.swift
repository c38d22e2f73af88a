// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem

import struct FoundationEssentials.Date

/// What a user of a kubeconfig signs in with, read from where it rests.
struct UserCredential {
    /// What it is.
    enum Secret {
        /// A certificate with its own first, and the key that belongs to it.
        case certificate(CertificateBundle, PrivateKey)
        case token(SecretBytes)

        /// The token; nil when it is a certificate.
        var token: SecretBytes? {
            if case .token(let token) = self { token } else { nil }
        }

        /// The certificate's key; nil when it is a token.
        var key: PrivateKey? {
            if case .certificate(_, let key) = self { key } else { nil }
        }
    }

    /// Where it rests.
    enum Place {
        /// In the kubeconfig or in files that it names.
        case fields(Files)
        /// In a store.
        case store(StoredCredential, CredentialID, StoreName)
    }

    /// The absolute paths of the files that hold it; nil for what the kubeconfig itself holds.
    struct Files {
        var certificate: String?
        var key: String?
        var token: String?
    }

    let secret: Secret
    /// Nowhere yet for a new one.
    var place = Place.fields(.init())

    /// The secret as a store keeps it.
    var content: StoredCredential.Content {
        switch secret {
        case .certificate(let certificates, let key):
            .clientCertificate(certificatePEM: certificates.pem, keyPEM: key.pem)
        case .token(let token): .token(token)
        }
    }

    /// When it began to be valid, as far as it says so itself.
    var notBefore: Date? {
        switch secret {
        case .certificate(let certificates, _): certificates.leaf.notBefore
        case .token(let token): TokenLifetime(of: token).begin
        }
    }

    /// When it ends, as far as it says so itself.
    var notAfter: Date? {
        switch secret {
        case .certificate(let certificates, _): certificates.leaf.notAfter
        case .token(let token): TokenLifetime(of: token).end
        }
    }

    /// What people call it.
    var noun: String {
        switch secret {
        case .certificate: "key and certificate"
        case .token: "token"
        }
    }

    /// It as a store keeps it, for one cluster.
    func item(boundTo binding: CredentialBinding, label: String, now: Date) -> StoredCredential {
        StoredCredential(content: content, binding: binding, label: label, notAfter: notAfter, created: now)
    }

    /// The public facts of it under a new id.
    func facts(_ id: CredentialID, in store: StoreName, for server: String) -> CredentialFacts {
        var facts = CredentialFacts(
            id: id.description, store: store.rawValue, kind: StoredCredential.Kind.token.rawValue,
            notBefore: notBefore?.rfc3339, notAfter: notAfter?.rfc3339, server: server)
        if case .certificate(let certificates, _) = secret {
            let leaf = certificates.leaf
            facts.kind = StoredCredential.Kind.clientCertificate.rawValue
            (facts.subject, facts.groups) = (leaf.subject.description, leaf.organizations)
            (facts.authority, facts.fingerprint) = (leaf.issuer.shortName, leaf.fingerprintSHA256)
        }
        return facts
    }
}
