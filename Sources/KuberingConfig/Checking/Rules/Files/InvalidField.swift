// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum InvalidField: ConfigRule {
    static let id = "invalid-field"
    static let severity = Finding.Severity.error
    static let summary =
        "A file that is something else than a kubeconfig, or a value of the wrong type, which kubectl refuses."
    static let remedy = "Write what the kubeconfig schema asks for."

    static func findings(in subject: CheckSubject) -> [Finding] { findings(of: .shape, in: subject) }
}
