// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum UnquotedValue: ConfigRule {
    static let id = "unquoted-value"
    static let severity = Finding.Severity.error
    static let summary =
        "A name or other string that YAML 1.1 takes for a boolean or a number, such as name: y or token: 123."
    static let remedy = "Put it in quotes."

    static func findings(in subject: CheckSubject) -> [Finding] { findings(of: .unquoted, in: subject) }
}
