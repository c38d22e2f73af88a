// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
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
}
