// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum ImpersonationWithoutUser: ConfigRule {
    static let id = "impersonation-without-user"
    static let severity = Finding.Severity.error
    static let summary = "A user with as-uid, as-groups or as-user-extra and without as, which kubectl refuses."
    static let remedy = "Add as, or remove the others."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user).filter { !$0.has("as") }.compactMap { user in
            guard let name = ["as-uid", "as-groups", "as-user-extra"].first(where: { user.has($0) }) else {
                return nil
            }
            return finding(at: user, name, message: "\(user.title) has \(name) and does not say whom to act as")
        }
    }
}
