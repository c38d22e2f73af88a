// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum ConflictingMethods: ConfigRule {
    static let id = "conflicting-methods"
    static let severity = Finding.Severity.error
    static let summary =
        "A user with ways to sign in that kubectl refuses together: a token and a password, or a plugin and an auth provider."
    static let remedy = "Remove all but one of them."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user).flatMap { user -> [Finding] in
            let hasBasic = user.has("username") || user.has("password")
            let pairs: [(first: String, second: String, applies: Bool)] = [
                ("token", "username and password", user.has("token") && hasBasic),
                ("tokenFile", "username and password", user.has("tokenFile") && !user.has("token") && hasBasic),
                ("exec", "auth-provider", user.has("exec") && user.has("auth-provider")),
            ]
            return pairs.filter(\.applies).map { first, second, _ in
                finding(
                    at: user, first,
                    message: "\(user.title) has \(first) and \(second), and kubectl refuses both together")
            }
        }
    }
}
