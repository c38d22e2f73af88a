// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum ContextWithoutUser: ConfigRule {
    static let id = "context-without-user"
    static let severity = Finding.Severity.notice
    static let summary = "A context that names no user. kubectl then asks for a user name when the server wants one."
    static let remedy = "Name one with: kubering context set CONTEXT --user USER."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.context).filter { !$0.has("user") }.map {
            finding(at: $0, "user", message: "\($0.title) names no user")
        }
    }
}
