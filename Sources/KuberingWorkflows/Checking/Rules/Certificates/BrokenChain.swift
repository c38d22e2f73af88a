// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig

enum BrokenChain: MachineRule {
    static let id = "broken-chain"
    static let severity = Finding.Severity.warning
    static let summary =
        "A client certificate that names the cluster's CA and was not signed by its key, or whose chain to it does not hold. Often the cluster was set up anew."
    static let remedy = "Ask the cluster as it is now for a new one with: kubering certificate renew USER."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.chains.filter { $0.finding.code != .issuerUnknown }.map {
            finding(
                at: $0.user.entry, $0.field,
                message: "\($0.user.entry.title) with \($0.cluster.entry.title): \($0.finding.message)")
        }
    }
}
