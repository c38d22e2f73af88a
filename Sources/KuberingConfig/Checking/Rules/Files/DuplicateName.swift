// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum DuplicateName: ConfigRule {
    static let id = "duplicate-name"
    static let severity = Finding.Severity.error
    static let summary = "Two clusters, users, contexts or extensions of one name in one file, which kubectl refuses."
    static let remedy = "Rename or remove one of them."

    static func findings(in subject: CheckSubject) -> [Finding] { findings(of: .duplicate, in: subject) }
}
