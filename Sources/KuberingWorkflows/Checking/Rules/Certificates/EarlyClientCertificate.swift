// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum EarlyClientCertificate: MachineRule {
    static let id = "early-client-certificate"
    static let severity = Finding.Severity.error
    static let summary = "A client certificate that is not valid yet."
    static let remedy = "Wait, or set the clock of this machine right."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        ClientCertificateDates.all(facts).compactMap { dates in
            guard let start = dates.start, facts.now < start else { return nil }
            return finding(
                at: dates.entry, dates.field,
                message: "the certificate of \(dates.entry.title) is not valid before \(start.rfc3339)")
        }
    }
}
