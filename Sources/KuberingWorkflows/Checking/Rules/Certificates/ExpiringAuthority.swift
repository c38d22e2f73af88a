// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingConfig
import KuberingSystem

enum ExpiringAuthority: MachineRule {
    static let id = "expiring-authority"
    static let severity = Finding.Severity.warning
    static let summary = "A cluster whose last CA ends soon; --warn-before says what soon is."
    static let remedy = "Get the new CA from the cluster's administrator in time."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        ExpiredAuthority.lastEnds(facts)
            .filter { $0.end >= facts.now && $0.end.timeIntervalSince(facts.now) < facts.warnBefore }
            .map {
                finding(
                    at: $0.entry, $0.field, message: "the CA of \($0.entry.title) ends soon, on \($0.end.rfc3339)")
            }
    }
}
