// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum EmptyName: ConfigRule {
    static let id = "empty-name"
    static let severity = Finding.Severity.warning
    static let summary = "A cluster, user or context without a name, which no context and no command can refer to."
    static let remedy = "Give it a name, or remove it."

    static func findings(in subject: CheckSubject) -> [Finding] {
        EntryKind.allCases.flatMap { kind in
            subject.all(kind).filter(\.name.isEmpty)
                .map { finding(at: $0, message: "there is a \(kind.rawValue) without a name") }
        }
    }
}
