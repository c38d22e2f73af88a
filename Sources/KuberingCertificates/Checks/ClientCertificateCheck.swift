// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
import KuberingSystem

/// Whether a Kubernetes API server will accept a client certificate, and what else is remarkable about it.
///
/// The rules are those of Go's `crypto/x509` with the usage `ClientAuth`, which the API server applies, and of the
/// Kubernetes user that comes out: user name from the common name, groups from the organizations.
public struct ClientCertificateCheck: Sendable {
    /// The user's certificate and its intermediates.
    public let certificates: CertificateBundle
    /// The user's private key; nil leaves the match out.
    public let key: PrivateKey?
    /// The cluster's CAs; nil leaves the chain out.
    public let authorities: CertificateBundle?
    /// The moment that dates are compared with.
    public let now: Date
    /// How long before its end a certificate is reported, in seconds.
    public let warnBefore: TimeInterval

    /// Puts the facts together; ``findings`` does the work.
    ///
    /// - Parameters:
    ///   - certificates: The user's certificate first, then its intermediates.
    ///   - key: The user's private key; nil leaves the match out.
    ///   - authorities: The cluster's CAs; nil leaves the chain out.
    ///   - now: The moment that dates are compared with.
    ///   - warnBefore: How long before its end a certificate is reported, in seconds; 14 days when not given.
    public init(
        _ certificates: CertificateBundle, key: PrivateKey? = nil, authorities: CertificateBundle?, now: Date,
        warnBefore: TimeInterval = 14 * 86_400
    ) {
        self.certificates = certificates
        self.key = key
        self.authorities = authorities
        self.now = now
        self.warnBefore = warnBefore
    }

    /// Everything found, errors first; empty when all is well.
    public var findings: [CertificateFinding] {
        let leaf = certificates.leaf
        let all =
            keyFindings(leaf) + leaf.dateFindings(now: now, warnBefore: warnBefore) + usageFindings(leaf)
            + identityFindings(leaf) + leaf.strengthFindings + leaf.formFindings + chainFindings
        return all.errorsFirst
    }

    private func keyFindings(_ leaf: Certificate) -> [CertificateFinding] {
        guard let key, !key.matches(leaf) else { return [] }
        return [
            .error(
                .keyMismatch,
                "the private key (\(key.type)) does not belong to the certificate (\(leaf.publicKey.type))")
        ]
    }

    private func usageFindings(_ leaf: Certificate) -> [CertificateFinding] {
        var findings: [CertificateFinding] = []
        // No extension at all allows every use, in Go as in RFC 5280.
        if let usages = leaf.extendedKeyUsage, !usages.contains(.clientAuthentication), !usages.contains(.any) {
            let list = usages.map(\.description).joined(separator: ", ")
            let kind = usages.contains(.serverAuthentication) ? "a server certificate" : "not a client certificate"
            findings.append(
                .error(.notForClients, "the certificate is \(kind): its extended key usage is \(list), not clientAuth"))
        }
        if let usage = leaf.keyUsage, !usage.contains(.digitalSignature) {
            findings.append(
                .warning(
                    .noDigitalSignature,
                    "the certificate's key usage leaves out digitalSignature, which TLS clients sign with"))
        }
        if leaf.isCertificateAuthority {
            findings.append(
                .warning(.isAuthority, "the certificate is a CA: its key can sign certificates for other users"))
        }
        return findings
    }

    private func identityFindings(_ leaf: Certificate) -> [CertificateFinding] {
        var findings: [CertificateFinding] = []
        if leaf.commonName ?? "" == "" {
            findings.append(
                .error(.noUserName, "the certificate has no common name, so the API server takes its owner for nobody"))
        }
        if leaf.organizations.contains("system:masters") {
            findings.append(
                .warning(
                    .privilegedGroup,
                    "the certificate is for the group system:masters, which may do everything and cannot be revoked"))
        }
        return findings
    }

    private var chainFindings: [CertificateFinding] {
        guard let authorities else { return [] }
        return Self.chainFindings(
            for: certificates.leaf, intermediates: certificates.intermediates, authorities: authorities, now: now)
    }

    /// What is wrong with the way from a certificate to one of the CAs; empty when all is well.
    ///
    /// - Parameters:
    ///   - leaf: The certificate.
    ///   - intermediates: What may stand between.
    ///   - authorities: The CAs.
    ///   - now: The moment that dates are compared with.
    /// - Returns: The findings, errors first.
    public static func chainFindings(
        for leaf: Certificate, intermediates: [Certificate], authorities: CertificateBundle, now: Date
    ) -> [CertificateFinding] {
        var search = ChainSearch(intermediates: intermediates, authorities: authorities.certificates, now: now)
        let chain = search.findings(for: leaf)
        let stale = authorities.certificates.filter { now > $0.notAfter && !search.chain.contains($0) }
        guard chain.allSatisfy({ $0.severity == .warning }) else { return chain }
        return chain
            + stale.map {
                .warning(
                    .authorityExpired,
                    "another CA of the cluster, \($0.quotedSubject), expired on \($0.notAfter.rfc3339)")
            }
    }
}
