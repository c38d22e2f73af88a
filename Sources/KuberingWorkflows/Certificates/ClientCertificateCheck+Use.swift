// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates

extension ClientCertificateCheck {
    /// Whether a user can begin to sign in with a certificate and key.
    ///
    /// - Parameters:
    ///   - certificates: The certificate first, then its intermediates.
    ///   - key: The private key.
    ///   - authorities: The CAs of the cluster; nil when it names none.
    ///   - allowsAuthority: Whether the certificate may be that of a CA.
    ///   - now: The moment that dates are compared with.
    /// - Returns: What should be known about the certificate although it will work.
    /// - Throws: ``WorkflowError`` with everything that keeps it from working.
    static func warnings(
        beforeUseOf certificates: CertificateBundle, _ key: PrivateKey, authorities: CertificateBundle?,
        allowsAuthority: Bool = true, now: Date
    ) throws(WorkflowError) -> [CertificateFinding] {
        let leaf = certificates.leaf
        // A third of its life, and never more than usual: that one made for a day ends soon is no surprise.
        let warnBefore = min(CurrentStatus.warningTime, leaf.notAfter.timeIntervalSince(leaf.notBefore) / 3)
        let findings = ClientCertificateCheck(
            certificates, key: key, authorities: authorities, now: now, warnBefore: warnBefore
        ).findings
        let errors = findings.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw WorkflowError(.doesNotFit, errors.map(\.message).joined(separator: "; "))
        }
        if !allowsAuthority, let authority = findings.first(where: { $0.code == .isAuthority }) {
            throw WorkflowError(.doesNotFit, "\(authority.message); if that is to be a user, say --force")
        }
        return findings
    }
}
