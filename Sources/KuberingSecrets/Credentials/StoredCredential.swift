// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

public import struct FoundationEssentials.Date

/// A credential as a store keeps it: one item, with everything needed to decide whether to hand it out.
public struct StoredCredential: Sendable {
    /// What the credential is made of.
    public enum Content: Sendable {
        /// A client certificate (leaf first, then any intermediates) and its private key, both PEM text.
        case clientCertificate(certificatePEM: String, keyPEM: SecretBytes)
        /// A bearer token.
        case token(SecretBytes)
        /// A user name and password.
        case basic(username: String, password: SecretBytes)
        /// A private key that waits for its certificate, and the request for it; both PEM text.
        case certificateRequest(requestPEM: String, keyPEM: SecretBytes)
    }

    /// The kind of a content, by its stable name.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A client certificate and its key.
        case clientCertificate = "client-certificate"
        /// A bearer token.
        case token
        /// A user name and password.
        case basic
        /// A private key that waits for its certificate.
        case certificateRequest = "certificate-request"
    }

    /// What the credential is made of.
    public let content: Content
    /// The server it may be used with.
    public let binding: CredentialBinding
    /// The user it belongs to, as people call it; the store shows it in its own windows.
    public let label: String
    /// When it ends; nil when that is not known.
    public let notAfter: Date?
    /// When it was stored.
    public let created: Date

    /// Puts a credential together; dates keep whole seconds once stored.
    public init(
        content: Content, binding: CredentialBinding, label: String, notAfter: Date?, created: Date
    ) {
        self.content = content
        self.binding = binding
        self.label = label
        self.notAfter = notAfter
        self.created = created
    }

    /// The kind of the content.
    public var kind: Kind {
        switch content {
        case .clientCertificate: .clientCertificate
        case .token: .token
        case .basic: .basic
        case .certificateRequest: .certificateRequest
        }
    }
}
