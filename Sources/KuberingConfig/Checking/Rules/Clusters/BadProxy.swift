// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum BadProxy: ConfigRule {
    static let id = "bad-proxy"
    static let severity = Finding.Severity.error
    static let summary =
        "A proxy whose address kubectl cannot use: a scheme other than http, https and socks5, or none."
    static let remedy = "Write an address such as http://HOST:PORT."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "proxy-url").filter { $0.has("proxy-url") }.compactMap { cluster in
            let proxy = cluster.text("proxy-url")
            let url = ServerURL(proxy)
            guard !["http", "https", "socks5"].contains(url.scheme ?? "") || url.host.isEmpty else { return nil }
            return finding(
                at: cluster, "proxy-url",
                message: "the proxy \(OutsideText.quoted(URLRedaction.redacted(proxy))) does not begin with "
                    + "http://, https:// or socks5:// and a host")
        }
    }
}
