// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum UnusableCertificate: MachineRule {
    static let id = "unusable-certificate"
    static let severity = Finding.Severity.error
    static let summary = "A client certificate that is no certificate in PEM form."
    static let remedy = "Give the right file with: kubering user set USER --client-certificate FILE."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.users.compactMap { unusable($0.certificate, of: $0.entry) }
    }
}
