// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum IgnoredMethod: ConfigRule {
    static let id = "ignored-method"
    static let severity = Finding.Severity.warning
    static let summary =
        "A way to sign in that kubectl never uses, because the user has another one that comes first: a plugin beside a token, password or certificate, or a token beside a token file."
    static let remedy = "Remove the one that is not meant."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user).flatMap { user -> [Finding] in
            let first = ["tokenFile", "token", "username", "client-certificate", "client-certificate-data"]
                .first(where: { user.has($0) })
            var found: [Finding] = []
            if user.has("exec"), let first {
                found.append(
                    finding(
                        at: user, "exec",
                        message: "the plugin of \(user.title) is never run, because the user has \(first), too"))
            }
            if user.has("token"), user.has("tokenFile") {
                found.append(
                    finding(
                        at: user, "token",
                        message: "the token of \(user.title) counts only while its tokenFile cannot be read"))
            }
            return found
        }
    }
}
