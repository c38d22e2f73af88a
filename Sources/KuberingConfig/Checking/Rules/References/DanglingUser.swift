// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum DanglingUser: ConfigRule {
    static let id = "dangling-user"
    static let severity = Finding.Severity.error
    static let summary = "A context whose user does not exist. kubectl then asks for a user name, or fails."
    static let remedy = "Correct the name, or delete the context with: kubering context delete CONTEXT."

    static func findings(in subject: CheckSubject) -> [Finding] {
        dangling(.user, in: subject, consequence: "")
    }
}
