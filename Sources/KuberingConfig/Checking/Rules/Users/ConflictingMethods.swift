// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum ConflictingMethods: ConfigRule {
    static let id = "conflicting-methods"
    static let severity = Finding.Severity.error
    static let summary =
        "A user with ways to sign in that kubectl refuses together: a token and a password, or a plugin and an auth provider."
    static let remedy = "Remove all but one of them."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let pairs: [(first: String, second: String)] = [
            ("token", "username"), ("token", "password"), ("tokenFile", "username"), ("tokenFile", "password"),
            ("exec", "auth-provider"),
        ]
        var known = Set<EntryPlace>()
        return pairs.flatMap { first, second in
            subject.all(.user, with: second).filter {
                isSet(first, $0) && isSet(second, $0) && known.insert($0.place).inserted
            }.map {
                finding(
                    at: $0, first,
                    message: "\($0.title) has \(first) and \(second), and kubectl refuses both together")
            }
        }
    }

    /// A plugin or provider counts although nothing is said about it.
    private static func isSet(_ name: String, _ user: CheckedEntry) -> Bool {
        ["exec", "auth-provider"].contains(name) ? user.field(name) != nil : user.has(name)
    }
}
