// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSystem

enum ExpiredAuthority: MachineRule {
    static let id = "expired-authority"
    static let severity = Finding.Severity.error
    static let summary = "A cluster whose CAs have all ended: no server can be trusted by them."
    static let remedy =
        "Get the new CA from the cluster's administrator: kubering cluster set CLUSTER --certificate-authority FILE."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        lastEnds(facts).filter { $0.end < facts.now }.map {
            finding(at: $0.entry, $0.field, message: "the CA of \($0.entry.title) ended on \($0.end.rfc3339)")
        }
    }

    /// For each cluster when its last CA ends.
    static func lastEnds(_ facts: CheckFacts) -> [(entry: CheckedEntry, field: String, end: Date)] {
        facts.clusters.compactMap { cluster in
            guard let authority = cluster.authority, case .usable(let bundle) = authority.outcome,
                let end = bundle.certificates.map(\.notAfter).max()
            else { return nil }
            return (cluster.entry, authority.field, end)
        }
    }
}
