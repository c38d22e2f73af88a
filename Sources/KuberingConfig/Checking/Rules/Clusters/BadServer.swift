// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum BadServer: ConfigRule {
    static let id = "bad-server"
    static let severity = Finding.Severity.error
    static let summary = "A server whose address kubectl cannot use: a scheme other than https and http, or no host."
    static let remedy = "Write an address such as https://HOST:PORT."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "server").filter { $0.has("server") }.compactMap { cluster in
            let server = cluster.text("server")
            let url = ServerURL(server)
            guard let scheme = url.scheme else { return nil }
            let problem =
                if scheme != "https", scheme != "http" {
                    "has a scheme that is neither https nor http"
                } else if url.host.isEmpty {
                    "names no host"
                } else if server.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
                    "has a blank or control character in it"
                } else {
                    ""
                }
            guard !problem.isEmpty else { return nil }
            return finding(
                at: cluster, "server",
                message: "the server \(OutsideText.quoted(URLRedaction.redacted(server))) \(problem)")
        }
    }
}
