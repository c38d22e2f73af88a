// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum UnusableAuthority: MachineRule {
    static let id = "unusable-authority"
    static let severity = Finding.Severity.error
    static let summary = "A CA that is no certificate in PEM form."
    static let remedy = "Give the right file with: kubering cluster set CLUSTER --certificate-authority FILE."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.clusters.compactMap { unusable($0.authority, of: $0.entry) }
    }
}
