// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum ImpersonationWithoutUser: ConfigRule {
    static let id = "impersonation-without-user"
    static let severity = Finding.Severity.error
    static let summary = "A user with as-uid, as-groups or as-user-extra and without as, which kubectl refuses."
    static let remedy = "Add as, or remove the others."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let names = ["as-uid", "as-groups", "as-user-extra"]
        return names.enumerated().flatMap { index, name in
            subject.all(.user, with: name).filter { user in
                user.has(name) && !user.has("as") && !names[..<index].contains { user.has($0) }
            }.map {
                finding(at: $0, name, message: "\($0.title) has \(name) and does not say whom to act as")
            }
        }
    }
}
