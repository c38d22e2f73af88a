// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingConfig
import KuberingSystem

enum ExpiringClientCertificate: MachineRule {
    static let id = "expiring-client-certificate"
    static let severity = Finding.Severity.warning
    static let summary = "A client certificate that ends soon; --warn-before says what soon is."
    static let remedy = "Ask for a new one in time with: kubering certificate renew USER."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        ClientCertificateDates.all(facts)
            .filter { $0.end >= facts.now && $0.end.timeIntervalSince(facts.now) < facts.warnBefore }
            .map {
                finding(
                    at: $0.entry, $0.field,
                    message: "the certificate of \($0.entry.title) ends soon, on \($0.end.rfc3339)")
            }
    }
}
