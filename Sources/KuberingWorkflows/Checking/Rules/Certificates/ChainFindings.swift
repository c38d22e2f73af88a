// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSystem

/// Whether the cluster's CAs signed the user's certificate, for each pair of user and cluster that a context makes.
struct ChainFindings {
    /// What was found about one pair.
    struct Pair {
        let user: CheckedUser
        let cluster: CheckedCluster
        let field: String
        let finding: CertificateFinding
        /// Whether the user's certificates end in a CA of their own, as those of k3s do: then the cluster's is another one.
        let hasOwnAuthority: Bool
    }

    private struct Names: Hashable {
        let user: String
        let cluster: String
    }

    private struct Contents: Hashable {
        let certificate: Int
        let authority: Int
    }

    /// The pairs with something wrong in their chain.
    static func all(in subject: CheckSubject, _ facts: CheckFacts) -> [Pair] {
        // The first of a name counts.
        let users = Dictionary(facts.users.map { ($0.entry.name, $0) }, uniquingKeysWith: { first, _ in first })
        let clusters = Dictionary(facts.clusters.map { ($0.entry.name, $0) }, uniquingKeysWith: { first, _ in first })
        var seen = Set<Names>()
        var known: [Contents: CertificateFinding?] = [:]
        return subject.all(.context).compactMap { context in
            let names = Names(user: context.text("user"), cluster: context.text("cluster"))
            guard !context.isShadowed, seen.insert(names).inserted, let user = users[names.user],
                let cluster = clusters[names.cluster], let certificate = user.certificate,
                let authority = cluster.authority, case .usable(let chain) = certificate.outcome,
                case .usable(let authorities) = authority.outcome
            else { return nil }
            let contents = Contents(certificate: certificate.id, authority: authority.id)
            let found: CertificateFinding?
            if let old = known[contents] {
                found = old
            } else {
                let check = ClientCertificateCheck(chain, authorities: authorities, now: facts.now)
                found = check.findings.first { codes.contains($0.code) }
                known[contents] = .some(found)
            }
            return found.map {
                Pair(
                    user: user, cluster: cluster, field: certificate.field, finding: $0,
                    hasOwnAuthority: chain.intermediates.contains { $0.isSelfIssued && $0.isCertificateAuthority })
            }
        }
    }

    private static let codes: Set<CertificateFinding.Code> = [
        .issuerUnknown, .issuerKeyMismatch, .issuerExpired, .issuerNotYetValid, .issuerNotAllowed,
        .unacceptedSignatureAlgorithm,
    ]
}
