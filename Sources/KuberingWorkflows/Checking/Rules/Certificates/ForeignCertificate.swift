// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig

enum ForeignCertificate: MachineRule {
    static let id = "foreign-certificate"
    static let severity = Finding.Severity.notice
    static let summary =
        "A client certificate of another CA than the one that the cluster's server is checked with. Some clusters have two CAs; for others it is the wrong certificate."
    static let remedy = "Make sure that the user belongs to this cluster."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.chains.filter { $0.finding.code == .issuerUnknown && !$0.hasOwnAuthority }.map {
            finding(
                at: $0.user.entry, $0.field,
                message: "\($0.user.entry.title) with \($0.cluster.entry.title): \($0.finding.message)")
        }
    }
}
