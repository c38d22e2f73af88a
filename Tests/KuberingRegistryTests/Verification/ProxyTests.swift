// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingRegistry

/// Proxies of the environment, as Go has them.
@Suite struct ProxyTests {
    private func proxy(
        _ environment: Environment, _ scheme: String = "https", _ host: String = "r.test", _ port: Int = 443
    ) throws -> String? {
        try ProxyEnvironment(environment: environment).proxy(for: scheme, host, port)
            .map { "\($0.language) \($0.host):\($0.port)" }
    }

    @Test(
        "the variables",
        arguments: [
            (["HTTPS_PROXY": "http://p.test:3128"], "https", "http p.test:3128"),
            (["https_proxy": "p.test"], "https", "http p.test:80"),
            (["HTTPS_PROXY": "", "https_proxy": "p.test:1"], "https", "http p.test:1"),
            (["HTTPS_PROXY": "socks5://p.test"], "https", "socks p.test:1080"),
            (["HTTPS_PROXY": "http://[2001:db8::1]:3128"], "https", "http 2001:db8::1:3128"),
            (["HTTPS_PROXY": "http://p.test:3128"], "http", nil),
            (["HTTP_PROXY": "http://p.test:3128"], "https", nil),
            (["HTTP_PROXY": "http://p.test:3128"], "http", "http p.test:3128"),
            (["http_proxy": "http://p.test:3128"], "http", "http p.test:3128"),
            (["HTTP_PROXY": "http://evil.test", "REQUEST_METHOD": "GET"], "http", nil), ([:], "https", nil),
        ] as [(Environment, String, String?)])
    func variable(_ environment: Environment, _ scheme: String, _ expected: String?) throws {
        #expect(try proxy(environment, scheme) == expected)
    }

    @Test(
        "a proxy that cannot be used is not gone around",
        arguments: ["https://p.test", "ftp://p.test", "http://", "a b"])
    func unusable(_ value: String) throws {
        let failure = try #require(throws: RegistryConnection.Failure.self) { try proxy(["HTTPS_PROXY": value]) }
        #expect(failure.reason.hasPrefix("the proxy that HTTPS_PROXY names is "))
    }

    @Test("the name and password of a proxy are decoded")
    func account() throws {
        let proxy = try ProxyEnvironment(environment: ["HTTPS_PROXY": "http://me:p%40ss@p.test:1"]).proxy(
            for: "https", "r.test", 443)
        #expect(proxy?.username == "me")
        #expect(proxy?.password == "p@ss")
    }

    private static let list =
        "foobar.com, .barbaz.net, *.wildcard.io, 192.168.1.1, 192.168.1.2:81, 192.168.1.3:80, 10.0.0.0/30, "
        + "2001:db8::52:0:1, [2001:db8::52:0:2]:443, [2001:db8::52:0:3]:80, 2002:db8:a::45/64, Port.test:80, other.test:443"

    /// The list and most cases are those of Go's `httpproxy/proxy_test.go`.
    @Test(
        "what NO_PROXY takes out",
        arguments: [
            ("localhost", true), ("127.0.0.1", true), ("127.0.0.2", true), ("::1", true), ("::2", false),
            ("192.168.1.1", true), ("192.168.1.2", false), ("192.168.1.3", true), ("192.168.1.4", false),
            ("10.0.0.2", true), ("10.0.0.4", false), ("2001:db8::52:0:1", true), ("2001:db8::52:0:2", false),
            ("2001:db8::52:0:3", true), ("2002:db8:a::123", true), ("fe80::424b:c8be:1643:a1b6", false),
            ("barbaz.net", false), ("www.barbaz.net", true), ("foobar.com", true), ("www.foobar.com", true),
            ("foofoobar.com", false), ("baz.com", false), ("localhost.net", false), ("local.localhost", false),
            ("barbarbaz.net", false), ("wildcard.io", false), ("nested.wildcard.io", true), ("awildcard.io", false),
            ("FOOBAR.com", true), ("port.test", true), ("sub.port.test", true), ("other.test", false),
            ("::ffff:192.168.1.1", true),
        ])
    func exclusion(_ host: String, _ isExcluded: Bool) throws {
        let environment: Environment = ["http_proxy": "p.test", "NO_PROXY": Self.list]
        #expect(try (proxy(environment, "http", host, 80) == nil) == isExcluded)
    }

    @Test(
        "odd lists",
        arguments: [
            ("*", true), ("x,*", true), ("", false), (",,", false), ("*.*", false), (":443", false), (" r.test ", true),
            ("test", true), ("est", false), ("*test", false), ("r.test/24", false), ("10.0.0.0/33,r.test", true),
            ("0.0.0.0/0", false),
        ])
    func oddList(_ list: String, _ isExcluded: Bool) throws {
        #expect(try (proxy(["HTTPS_PROXY": "p.test", "no_proxy": list]) == nil) == isExcluded)
    }
}
