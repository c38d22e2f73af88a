// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem

/// The proxy for a host, by the variables that Go reads, and with it kubectl, docker and podman.
///
/// Source: Go `golang.org/x/net/http/httpproxy`, `config.proxyForURL`.
struct ProxyEnvironment {
    /// A proxy and the language it is spoken to in.
    struct Proxy: Hashable {
        /// How a proxy is asked for a connection.
        enum Language { case http, socks }

        let language: Language
        let host: String
        let port: Int
        let username: String?
        let password: String?

        /// Host and port, for people.
        var name: String { OutsideText.escaped(host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)") }
    }

    let environment: Environment

    /// The proxy to use; nil for none.
    ///
    /// - Parameters:
    ///   - scheme: `https` or `http`.
    ///   - host: The host that is asked, without brackets.
    ///   - port: Its port.
    /// - Returns: The proxy.
    /// - Throws: A failure when the variable names a proxy that cannot be used; going around it would not be meant.
    func proxy(
        for scheme: String, _ host: String, _ port: Int
    ) throws(RegistryConnection.Failure) -> Proxy? {
        let exclusions = ProxyExclusions(first(of: "NO_PROXY", "no_proxy")?.value ?? "")
        guard let variable = variable(for: scheme), !exclusions.contains(host, port) else { return nil }
        let value = variable.value
        guard let url = URL(string: value.contains("://") ? value : "http://" + value), let proxyHost = url.host,
            !proxyHost.isEmpty
        else {
            // The value may hold a password.
            throw .init(reason: "the proxy that \(variable.name) names is no address; write http://HOST:PORT")
        }
        let language: Proxy.Language
        switch url.scheme?.lowercased() {
        case "http": language = .http
        case "socks5", "socks5h": language = .socks
        default:
            let scheme = OutsideText.quoted(url.scheme ?? "")
            throw .init(
                reason: "the proxy that \(variable.name) names is of the kind \(scheme); only http and socks5 are known"
            )
        }
        return Proxy(
            language: language, host: proxyHost, port: url.port ?? (language == .http ? 80 : 1_080),
            username: url.user(percentEncoded: false), password: url.password(percentEncoded: false))
    }

    private func variable(for scheme: String) -> (name: String, value: String)? {
        if scheme == "https" { return first(of: "HTTPS_PROXY", "https_proxy") }
        // A web server tells a CGI program HTTP_PROXY in the name of its client.
        let isCGI = environment["REQUEST_METHOD"]?.isEmpty == false
        return isCGI ? first(of: "http_proxy") : first(of: "HTTP_PROXY", "http_proxy")
    }

    private func first(of names: String...) -> (name: String, value: String)? {
        for name in names {
            if let value = environment[name], !value.isEmpty { return (name, value) }
        }
        return nil
    }
}
