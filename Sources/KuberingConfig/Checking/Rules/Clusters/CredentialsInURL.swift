// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum CredentialsInURL: ConfigRule {
    static let id = "credentials-in-url"
    static let severity = Finding.Severity.warning
    static let summary =
        "A server with a user or password in its address. kubectl sends that in the place of the user's token."
    static let remedy = "Take what stands before the @ out of the address."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "server").filter { $0.has("server") }.compactMap { cluster in
            let server = cluster.text("server")
            let shown = URLRedaction.redacted(server)
            guard shown != server else { return nil }
            return finding(
                at: cluster, "server",
                message: "the server \(OutsideText.quoted(shown)) has a user in its address, "
                    + "which kubectl sends in the place of a token")
        }
    }
}
