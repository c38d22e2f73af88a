// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingRegistry

/// The spellings of a registry.
@Suite struct RegistryKeyTests {
    @Test(
        "one registry, however it is spelled",
        arguments: [
            ("docker.io", "index.docker.io"), ("docker.io", "https://index.docker.io/v1/"),
            ("https://index.docker.io/v1", "http://docker.io/v2/"), ("index.docker.io:443", "docker.io:443"),
            ("r.test", "https://r.test/"), ("r.test:5000", "http://r.test:5000/v2"),
            ("r.test/team", "https://r.test/team/"),
        ])
    func same(_ one: String, _ other: String) {
        #expect(RegistryKey(one) == RegistryKey(other))
    }

    @Test(
        "others",
        arguments: [
            ("docker.io", "index.docker.io.evil.test"), ("r.test", "r.test/v3"), ("r.test", "r.test:5000"),
            ("r.test/team", "r.test/team2"), ("r.test", "ftp://r.test"), ("r.test/v2x", "r.test"),
        ])
    func other(_ one: String, _ other: String) {
        #expect(RegistryKey(one) != RegistryKey(other))
    }

    @Test(
        "where it is looked for, in this order",
        arguments: [
            ("r.test", ["r.test", "r.test:443"]), ("https://r.test:443/v2/", ["https://r.test:443/v2/", "r.test"]),
            ("http://r.test", ["http://r.test", "r.test:80"]), ("r.test:5000", ["r.test:5000"]),
            ("r.test:5000/a/b", ["r.test:5000/a/b", "r.test:5000/a", "r.test:5000"]),
            ("r.test/a", ["r.test/a", "r.test:443/a", "r.test", "r.test:443"]), ("[::1]", ["[::1]", "[::1]:443"]),
            ("[::1]:5000", ["[::1]:5000"]), ("", [""]),
        ])
    func prefixes(_ text: String, _ expected: [String]) {
        #expect(RegistryKey.prefixes(of: text) == expected)
    }

    @Test(
        "a version without its slash would be a path to a kubelet",
        arguments: [
            ("https://index.docker.io/v1", "https://index.docker.io/v1/"), ("r.test/v2", "r.test/v2/"),
            ("https://index.docker.io/v1/", "https://index.docker.io/v1/"), ("r.test", "r.test"),
            ("r.test/v2/team", "r.test/v2/team"), ("r.test/v3", "r.test/v3"),
        ])
    func version(_ key: String, _ expected: String) {
        #expect(RegistryKey.spelledForKubelet(key) == expected)
        #expect(KubeletKey(expected)?.isVersionTakenForPath == false)
    }
}
