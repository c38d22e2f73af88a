// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
import KuberingSystem

/// What is wrong with the certificates of one file, whatever they are for.
///
/// Each certificate is looked at by itself; then whether the file's certificates sign each other as their names say, and
/// whether the private key beside them, if there is one, belongs to one of them.
public struct CertificateFileCheck: Sendable {
    /// The certificates, in order.
    public let certificates: [Certificate]
    /// The public half of the private key beside them; nil when there is none.
    public let key: PublicKey?
    /// The moment that dates are compared with.
    public let now: Date
    /// How long before its end a certificate is reported, in seconds.
    public let warnBefore: TimeInterval

    /// Puts the facts together; ``findings(for:)`` does the work.
    public init(_ certificates: [Certificate], key: PublicKey?, now: Date, warnBefore: TimeInterval) {
        self.certificates = certificates
        self.key = key
        self.now = now
        self.warnBefore = warnBefore
    }

    /// Everything found about the certificate at `index`, errors first; empty when all is well.
    public func findings(for index: Int) -> [CertificateFinding] {
        guard certificates.indices.contains(index) else { return [] }
        let certificate = certificates[index]
        var all = certificate.dateFindings(now: now, warnBefore: warnBefore)
        all += certificate.strengthFindings + certificate.formFindings
        all += signatureFindings(certificate)
        if index == 0, let key, !certificates.contains(where: { key.isSameKey(as: $0.publicKey) }) {
            all.append(
                .error(
                    .keyMismatch,
                    "the private key beside it (\(key.type)) belongs to none of the certificates"))
        }
        return all.errorsFirst
    }

    /// How many keys under one name are tried.
    private static let keyLimit = 16

    private func signatureFindings(_ certificate: Certificate) -> [CertificateFinding] {
        // What a root says about itself proves nothing, so Go does not look at its signature either.
        guard !certificate.isSelfIssued else { return [] }
        var findings: [CertificateFinding] = []
        if !certificate.signatureAlgorithm.isAccepted {
            findings.append(
                .error(
                    .unacceptedSignatureAlgorithm,
                    "the certificate is signed with \(certificate.signatureAlgorithm), which Kubernetes does not accept"
                ))
        }
        let issuers = certificates.filter { $0.subject == certificate.issuer }
        // Each key once, and not more of one name than any file has that was not made to take time.
        var tried: Set<[UInt8]> = []
        let keys = issuers.map(\.publicKey).filter { tried.insert(Array($0.subjectPublicKeyInfo)).inserted }
        let signs = { SignatureVerification.outcome(for: certificate, signedWith: $0) != .invalid }
        if let issuer = issuers.first, keys.count <= Self.keyLimit, !keys.contains(where: signs) {
            findings.append(
                .error(
                    .issuerKeyMismatch,
                    "the certificate was not signed with the key of \(issuer.quotedSubject) beside it, "
                        + "only under the same name"))
        }
        return findings
    }
}
