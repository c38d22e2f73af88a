// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum InvalidYAML: ConfigRule {
    static let id = "invalid-yaml"
    static let severity = Finding.Severity.error
    static let summary = "A kubeconfig that is no YAML."
    static let remedy = "Correct the text at this place."

    static func findings(in subject: CheckSubject) -> [Finding] { findings(of: .syntax, in: subject) }
}
