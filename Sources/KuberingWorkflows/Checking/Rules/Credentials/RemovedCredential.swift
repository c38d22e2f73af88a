// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum RemovedCredential: MachineRule {
    static let id = "removed-credential"
    static let severity = Finding.Severity.error
    static let summary = "A user whose credential was removed from its store: kubectl can no longer sign in as it."
    static let remedy = "Onboard the user again, or remove it with: kubering user delete USER."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        StoredCredentials.all(in: subject).filter { facts.removedCredentials.contains($0.facts.id) }.map {
            finding(
                at: $0.entry, "exec",
                message: "the credential of \($0.entry.title) was removed from its store, and kubectl cannot sign in")
        }
    }
}
