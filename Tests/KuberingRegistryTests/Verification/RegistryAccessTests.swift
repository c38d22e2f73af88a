// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingRegistry

/// Who may be sent a credential, and by which way.
@Suite struct RegistryAccessTests {
    @Test(
        "a credential goes to the registry's own token server only",
        arguments: [
            ("ghcr.io", "ghcr.io", true), ("GHCR.io", "ghcr.io", true), ("auth.r.test", "r.test", true),
            ("gitlab.com", "registry.gitlab.com", true), ("auth.docker.io", "registry-1.docker.io", true),
            ("evil.test", "ghcr.io", false), ("ghcr.io.evil.test", "ghcr.io", false), ("evilghcr.io", "ghcr.io", false),
            ("io", "ghcr.io", false), ("other.azurecr.io", "mine.azurecr.io", false), ("test", "r.test", false),
            ("auth.docker.io", "quay.io", false), ("allowed.test", "r.test", true),
        ])
    func tokenServer(_ server: String, _ registry: String, _ expected: Bool) {
        var access = RegistryAccess(environment: [:])
        access.tokenServers = ["Allowed.test"]
        #expect(access.mayAsk(server, for: registry) == expected)
    }

    @Test(
        "this machine is told by name and number",
        arguments: [
            ("localhost", true), ("localhost:5000", true), ("a.localhost", true), ("127.0.0.1:1", true),
            ("127.9.8.7", true),
            ("[::1]:5000", true), ("127.0.0.1.evil.test", false), ("127.1", false), ("localhost.evil.test", false),
            ("10.0.0.1", false), ("[::2]", false),
        ])
    func loopback(_ host: String, _ expected: Bool) {
        #expect(RegistryAccess.isLoopback(host) == expected)
    }

    @Test(
        "challenges are read as RFC 9110 writes them",
        arguments: [
            (["Basic realm=\"a, b\""], ["basic": ["realm": "a, b"]]),
            (
                ["Bearer realm=\"https://a/t\",service=\"s\",scope=\"x:y:z\""],
                ["bearer": ["realm": "https://a/t", "service": "s", "scope": "x:y:z"]]
            ),
            (
                ["Negotiate, BASIC Realm = token , charset=\"UTF-8\""],
                ["negotiate": [:], "basic": ["realm": "token", "charset": "UTF-8"]]
            ),
            (
                ["Basic realm=\"q\\\"uote\"", "Bearer realm=x"],
                ["basic": ["realm": "q\"uote"], "bearer": ["realm": "x"]]
            ),
            (["", ",,", "=", "=\"", "realm=\"x"], [:]), (["Bearer realm=\"open"], ["bearer": ["realm": "open"]]),
        ] as [([String], [String: [String: String]])])
    func challenge(_ values: [String], _ expected: [String: [String: String]]) {
        let read = AuthenticationChallenge.all(in: values).filter { $0.scheme != "" }
        let found = Dictionary(read.map { ($0.scheme, $0.parameters) }) { first, _ in first }
        #expect(found == expected)
    }

    @Test(
        "the proxy of the environment, as curl and Go have it",
        arguments: [
            (["HTTPS_PROXY": "http://p.test:3128"], "https", "r.test", "p.test:3128"),
            (["https_proxy": "p.test"], "https", "r.test", "p.test:80"),
            (["HTTPS_PROXY": "http://p.test:3128"], "http", "r.test", nil),
            (["HTTP_PROXY": "http://p.test:3128"], "http", "r.test", nil),
            (["http_proxy": "http://p.test:3128"], "http", "r.test", "p.test:3128"),
            (["HTTPS_PROXY": "http://p.test:3128", "NO_PROXY": "r.test"], "https", "r.test", nil),
            (["HTTPS_PROXY": "http://p.test:3128", "NO_PROXY": "test"], "https", "r.test", nil),
            (["HTTPS_PROXY": "http://p.test:3128", "no_proxy": " .test, x"], "https", "r.test", nil),
            (["HTTPS_PROXY": "http://p.test:3128", "NO_PROXY": "r.test:8443"], "https", "r.test", "p.test:3128"),
            (["HTTPS_PROXY": "http://p.test:3128", "NO_PROXY": "*"], "https", "r.test", nil),
            (["HTTPS_PROXY": "http://p.test:3128"], "https", "127.0.0.1", nil), ([:], "https", "r.test", nil),
        ] as [([String: String], String, String, String?)])
    func proxy(_ environment: [String: String], _ scheme: String, _ host: String, _ expected: String?) {
        let proxy = ProxyEnvironment(environment: environment).proxy(for: scheme, host, 443)
        #expect(proxy.map { "\($0.host):\($0.port)" } == expected)
    }

    @Test("the name and password of a proxy are decoded")
    func proxyAccount() {
        let proxy = ProxyEnvironment(environment: ["HTTPS_PROXY": "http://me:p%40ss@p.test:1"]).proxy(
            for: "https", "r.test", 443)
        #expect(proxy?.username == "me")
        #expect(proxy?.password == "p@ss")
    }
}
