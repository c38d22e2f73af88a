// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum UnusableKey: MachineRule {
    static let id = "unusable-key"
    static let severity = Finding.Severity.error
    static let summary = "A client key that is no private key in PEM form, or is encrypted."
    static let remedy = "Give the right file with: kubering user set USER --client-key FILE."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.users.compactMap { unusable($0.key, of: $0.entry) }
    }
}
