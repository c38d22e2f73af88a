// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum ExpiredClientCertificate: MachineRule {
    static let id = "expired-client-certificate"
    static let severity = Finding.Severity.error
    static let summary = "A client certificate that has ended, be it in the kubeconfig, in a file or in the keyring."
    static let remedy = "Ask for a new one with: kubering certificate renew USER."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        ClientCertificateDates.all(facts).filter { $0.end < facts.now }.map {
            finding(
                at: $0.entry, $0.field, message: "the certificate of \($0.entry.title) ended on \($0.end.rfc3339)")
        }
    }
}
