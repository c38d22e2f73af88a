// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials

/// The proxy for a host, by the variables that curl, Go and docker read.
///
/// Source: Go `golang.org/x/net/http/httpproxy`; address ranges in `NO_PROXY` are not read.
struct ProxyEnvironment {
    /// A proxy that is spoken to over HTTP.
    struct Proxy: Hashable {
        let host: String
        let port: Int
        let username: String?
        let password: String?
    }

    let environment: [String: String]

    /// The proxy to use; nil for none.
    ///
    /// - Parameters:
    ///   - scheme: `https` or `http`.
    ///   - host: The host that is asked.
    ///   - port: Its port.
    /// - Returns: The proxy.
    func proxy(for scheme: String, _ host: String, _ port: Int) -> Proxy? {
        if RegistryAccess.isLoopback(host) || isExcluded(host, port) { return nil }
        // A web server tells a CGI program HTTP_PROXY in the name of its client.
        let names = scheme == "https" ? ["HTTPS_PROXY", "https_proxy"] : ["http_proxy"]
        guard let text = names.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }),
            let url = URL(string: text.contains("://") ? text : "http://" + text), let proxyHost = url.host
        else { return nil }
        return Proxy(
            host: proxyHost, port: url.port ?? 80, username: url.user(percentEncoded: false),
            password: url.password(percentEncoded: false))
    }

    private func isExcluded(_ host: String, _ port: Int) -> Bool {
        let list = environment["NO_PROXY"].flatMap { $0.isEmpty ? nil : $0 } ?? environment["no_proxy"] ?? ""
        return list.split(separator: ",").contains { item in
            let item = item.filter { $0 != " " }.lowercased()
            if item == "*" { return true }
            let name = item.hasSuffix(":\(port)") ? String(item.dropLast(":\(port)".count)) : item
            let host = host.lowercased()
            return name.hasPrefix(".") ? host.hasSuffix(name) : host == name || host.hasSuffix("." + name)
        }
    }
}
