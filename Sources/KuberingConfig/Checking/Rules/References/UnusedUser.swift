// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum UnusedUser: ConfigRule {
    static let id = "unused-user"
    static let severity = Finding.Severity.notice
    static let summary = "A user that no context uses. What it can do, whoever finds the file can do, too."
    static let remedy = "Delete it with: kubering user delete USER."

    static func findings(in subject: CheckSubject) -> [Finding] { unused(.user, in: subject) }
}
