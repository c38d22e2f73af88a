// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum IgnoredMethod: ConfigRule {
    static let id = "ignored-method"
    static let severity = Finding.Severity.warning
    static let summary =
        "A way to sign in that kubectl never uses, because the user has another one that comes first: a plugin beside a token, password or certificate, or a token beside a token file."
    static let remedy = "Remove the one that is not meant."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let plugins = subject.all(.user, with: "exec").compactMap { user -> Finding? in
            let first = ["tokenFile", "token", "username", "client-certificate", "client-certificate-data"]
                .first { user.has($0) }
            return first.map {
                finding(
                    at: user, "exec",
                    message: "the plugin of \(user.title) is never run, because the user has \($0), too")
            }
        }
        let tokens = subject.all(.user, with: "tokenFile").filter { $0.has("tokenFile") && $0.has("token") }.map {
            finding(
                at: $0, "token", message: "the token of \($0.title) counts only while its tokenFile cannot be read")
        }
        return plugins + tokens
    }
}
