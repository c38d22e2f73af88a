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
        let user: ExactName
        let cluster: ExactName
    }

    private struct Contents: Hashable {
        let certificate: Int
        let authority: Int
    }

    /// A user and a cluster whose certificates can be read.
    private struct Candidate {
        let user: CheckedUser
        let cluster: CheckedCluster
        let contents: Contents
        let field: String
        let chain: CertificateBundle
        let authorities: CertificateBundle
    }

    /// The pairs with something wrong in their chain.
    static func all(in subject: CheckSubject, _ facts: CheckFacts) -> [Pair] {
        let candidates = candidates(in: subject, facts)
        // Whole fleets have one certificate: each chain is followed once.
        var places: [Contents: Int] = [:]
        var checks: [ClientCertificateCheck] = []
        for candidate in candidates where places[candidate.contents] == nil {
            places[candidate.contents] = checks.count
            checks.append(
                ClientCertificateCheck(candidate.chain, authorities: candidate.authorities, now: facts.now))
        }
        let found = checks.mapOnAllCores { $0.findings.first { codes.contains($0.code) } }
        return candidates.compactMap { candidate in
            guard let place = places[candidate.contents], let finding = found[place] else { return nil }
            return Pair(
                user: candidate.user, cluster: candidate.cluster, field: candidate.field, finding: finding,
                hasOwnAuthority: candidate.chain.intermediates.contains {
                    $0.isSelfIssued && $0.isCertificateAuthority
                })
        }
    }

    private static func candidates(in subject: CheckSubject, _ facts: CheckFacts) -> [Candidate] {
        // The first of a name counts.
        let users = Dictionary(
            facts.users.map { (ExactName($0.entry.name), $0) }, uniquingKeysWith: { first, _ in first })
        let clusters = Dictionary(
            facts.clusters.map { (ExactName($0.entry.name), $0) }, uniquingKeysWith: { first, _ in first })
        var seen = Set<Names>()
        return subject.all(.context).compactMap { context in
            let names = Names(
                user: ExactName(context.text("user")), cluster: ExactName(context.text("cluster")))
            guard !context.isShadowed, seen.insert(names).inserted, let user = users[names.user],
                let cluster = clusters[names.cluster], let certificate = user.certificate,
                let authority = cluster.authority, case .usable(let chain) = certificate.outcome,
                case .usable(let authorities) = authority.outcome
            else { return nil }
            return Candidate(
                user: user, cluster: cluster,
                contents: Contents(certificate: certificate.id, authority: authority.id), field: certificate.field,
                chain: chain, authorities: authorities)
        }
    }

    private static let codes: Set<CertificateFinding.Code> = [
        .issuerUnknown, .issuerKeyMismatch, .issuerExpired, .issuerNotYetValid, .issuerNotAllowed,
        .unacceptedSignatureAlgorithm,
    ]
}
