// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum HTTPServer: ConfigRule {
    static let id = "http-server"
    static let severity = Finding.Severity.warning
    static let summary =
        "A server that is asked by http, on another machine than this. Everybody on the way can read and change what is sent, and kubectl sends no credentials."
    static let remedy = "Use https:// if the server offers it."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "server").filter { $0.has("server") }.compactMap { cluster in
            let server = cluster.text("server")
            let url = ServerURL(server)
            guard url.scheme == "http", !url.isLoopback else { return nil }
            return finding(
                at: cluster, "server",
                message: "the server \(OutsideText.quoted(URLRedaction.redacted(server))) is asked by http: "
                    + "kubectl sends it no credentials")
        }
    }
}
