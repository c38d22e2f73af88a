// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum ServerWithoutScheme: ConfigRule {
    static let id = "server-without-scheme"
    static let severity = Finding.Severity.error
    static let summary =
        "A server that does not begin with https://. kubectl takes it for http, and sends no credentials. Fixed where the cluster has settings for TLS."
    static let remedy = "Put https:// in front of the server."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "server").filter { $0.has("server") }.compactMap { cluster in
            let server = cluster.text("server")
            guard ServerURL(server).scheme == nil else { return nil }
            let wantsTLS =
                ["certificate-authority", "certificate-authority-data", "tls-server-name"].contains(where: {
                    cluster.has($0)
                })
                || cluster.isTrue("insecure-skip-tls-verify")
            return finding(
                at: cluster, "server",
                message: "the server \(OutsideText.quoted(URLRedaction.redacted(server))) has no scheme: "
                    + "kubectl takes it for http and sends no credentials",
                changes: wantsTLS ? [.set(["server"], .string("https://" + server))] : [])
        }
    }
}
