// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum RemovedCredential: MachineRule {
    static let id = "removed-credential"
    static let severity = Finding.Severity.error
    static let summary = "A user whose credential is not in its store any more: kubectl cannot sign in as it."
    static let remedy = "Onboard the user again, or remove it with: kubering user delete USER."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        StoredCredentials.all(in: subject).filter { user in
            facts.removedCredentials.contains(user.facts.id)
                || facts.credentials.isMissing(CredentialIndex.Entry(user: user.entry.name, facts: user.facts))
        }.map {
            finding(
                at: $0.entry, "exec",
                message: "the credential of \($0.entry.title) is not in its store any more, and kubectl cannot sign in")
        }
    }
}
