// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates

/// What one place holds, with what is wrong with it.
public struct InspectedCertificates: Sendable {
    /// One thing that was found there.
    public struct Item: Sendable {
        /// What it is.
        public let content: CertificateFile.Item
        /// What is wrong with it, errors first.
        public let findings: [CertificateFinding]

        /// Pairs a thing with what was found about it.
        public init(_ content: CertificateFile.Item, _ findings: [CertificateFinding] = []) {
            self.content = content
            self.findings = findings
        }
    }

    /// The place, as people call it, unescaped: a file's name, `user "jane"`, a server's address.
    public let title: String
    /// What is there, in order.
    public let items: [Item]
    /// What a cluster is asked for; nil unless this is a CertificateSigningRequest.
    public let wish: SigningWish?

    /// Whether something is wrong, or cannot be read.
    public var hasErrors: Bool {
        items.contains { item in
            if case .unreadable = item.content { return true }
            return item.findings.contains { $0.severity == .error }
        }
    }

    /// The certificates, in order.
    public var certificates: [Certificate] {
        items.compactMap { if case .certificate(let certificate) = $0.content { certificate } else { nil } }
    }

    /// Puts a place together.
    public init(title: String, items: [Item], wish: SigningWish? = nil) {
        self.title = title
        self.items = items
        self.wish = wish
    }
}
