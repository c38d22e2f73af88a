// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingRegistry

/// Which entries a kubelet tries for an image.
///
/// Source: Kubernetes `pkg/credentialprovider/keyring_test.go` has the rules,
/// the cases are ours.
@Suite struct KubeletKeyringTests {
    @Test(
        "an image's name is written out",
        arguments: [
            ("nginx", "docker.io/library/nginx"), ("nginx:1.27", "docker.io/library/nginx"),
            ("team/app", "docker.io/team/app"), ("docker.io/nginx", "docker.io/library/nginx"),
            ("index.docker.io/team/app", "docker.io/team/app"), ("ghcr.io/a/b/c:x", "ghcr.io/a/b/c"),
            ("localhost/a", "localhost/a"), ("host:5000/app:2", "host:5000/app"), ("Host/app", "Host/app"),
            ("r.test/app@sha256:0123456789abcdef0123456789abcdef", "r.test/app"),
            ("r.test/app:1@sha256:0123456789abcdef0123456789abcdef", "r.test/app"),
            ("a__b-c/e---f", "docker.io/a__b-c/e---f"),
        ])
    func imageName(_ reference: String, _ expected: String) throws {
        #expect(try ImageName(reference).description == expected)
    }

    @Test(
        "what is no image is refused",
        arguments: [
            "", "/", "UPPER", "r.test/", "r.test//a", "a b", "-a", "a-", "a._b", "r.test/App", "a/\u{1B}[31m",
            "a/e\u{301}",
        ])
    func noImage(_ reference: String) {
        #expect(throws: RegistryError.invalidImage(reference)) { _ = try ImageName(reference) }
    }

    @Test(
        "one key against one image",
        arguments: [
            // Spellings of the host: H11.
            ("r.test", "r.test/a", true), ("https://r.test", "r.test/a", true), ("http://r.test/", "r.test/a", true),
            ("https://r.test/v1/", "r.test/a", true), ("https://r.test/v2/", "r.test/a", true),
            ("https://r.test/v2", "r.test/a", false), ("r.test/v2/team", "r.test/team/a", true),
            ("ftp://r.test", "r.test/a", false), ("r.test?x=/b", "r.test/a", true), ("R.test", "r.test/a", false),
            // Ports: H12.
            ("r.test:443", "r.test/a", false), ("r.test:5000", "r.test:5000/a", true),
            ("r.test", "r.test:5000/a", false),
            ("r.test:*", "r.test:5000/a", false),
            // Labels.
            ("*.test", "r.test/a", true), ("*.example.com", "example.com/a", false),
            ("*.example.com", "a.b.example.com/a", false), ("r*y.test", "registry.test/a", true),
            ("*e*i*.test", "registry.test/a", true), ("*x*.test", "registry.test/a", false), ("*.*", "r.test/a", true),
            ("[r].test", "r.test/a", false), ("r.test:5\u{665}", "r.test:5\u{665}/a", false),
            // A pattern of a stranger must cost no time: tried star by star it would take years.
            (String(repeating: "*a", count: 40) + "b.test", String(repeating: "a", count: 60) + ".test/a", false),
            // Paths are prefixes of text.
            ("r.test/team", "r.test/team/a", true), ("r.test/team", "r.test/team2/a", true),
            ("r.test/team", "r.test/other/a", false), ("r.test/team/", "r.test/team/a", true),
            ("r.test/team/", "r.test/team", false), ("r.test/*", "r.test/a", false),
            // Docker Hub: H13.
            ("docker.io", "nginx", true), ("docker.io/library", "nginx", true),
            ("https://index.docker.io/v1/", "nginx", true),
            ("index.docker.io", "team/app", true), ("index.docker.io/library", "nginx", false),
            ("registry-1.docker.io", "nginx", false), ("https://index.docker.io/v2/", "nginx", true),
        ])
    func matching(_ key: String, _ image: String, _ expected: Bool) throws {
        let content = #"{"auths":{"\#(key)":{"auth":"dTpw"}}}"#
        let keyring = KubeletKeyring(try PullSecretInspection.inspections(of: Array(content.utf8), source: "-"))
        #expect(try keyring.attempts(for: ImageName(image)).map(\.registry.server) == (expected ? [key] : []))
        #expect(!keyring.isBroken)
    }

    @Test("entries of several Secrets are tried from the longest key on, equal keys in the order of the Secrets")
    func order() throws {
        let keyring = try keyring([
            ("one", #"{"auths":{"r.test":{"auth":"YTpw"},"*.test":{"auth":"ejpw"}}}"#),
            (
                "two",
                #"{"auths":{"r.test":{"auth":"Yjpw"},"r.test/team":{"auth":"dDpw"},"other.test":{"auth":"bzpw"}}}"#
            ),
        ])
        let attempts = try keyring.attempts(for: ImageName("r.test/team/x"))
        #expect(attempts.map(\.registry.username) == ["t", "a", "b", "z"])
        #expect(attempts.map(\.secret) == ["two", "one", "two", "one"])
    }

    @Test("the entry of index.docker.io is tried only when no other one matches")
    func hub() throws {
        let both = try keyring([("s", #"{"auths":{"index.docker.io":{"auth":"aTpw"},"docker.io":{"auth":"ZDpw"}}}"#)])
        #expect(try both.attempts(for: ImageName("nginx")).map(\.registry.username) == ["d"])
    }

    @Test("an entry that only docker can use matches with an empty user, H15")
    func emptyEntry() throws {
        let keyring = try keyring([("s", #"{"auths":{"r.test":{"identitytoken":"x"},"r.test/a":{}}}"#)])
        #expect(try keyring.attempts(for: ImageName("r.test/a")).map(\.registry.username) == [nil, nil])
    }

    @Test("one entry that cannot be decoded fails every pull, an ignored Secret fails none, H16 and H17")
    func broken() throws {
        #expect(try keyring([("s", #"{"auths":{"r.test":{"auth":"dTpw"},"o.test":{"auth":"!"}}}"#)]).isBroken)
        let ignored = try keyring([("s", #"{"auths":{"r.test":{"auth":"!"}}}"#)], type: "Opaque")
        #expect(!ignored.isBroken)
        #expect(try ignored.attempts(for: ImageName("r.test/a")).isEmpty)
        let unwrapped = try keyring([("s", #"{"r.test":{"auth":"dTpw"}}"#)])
        #expect(try unwrapped.attempts(for: ImageName("r.test/a")).isEmpty)
    }

    private func keyring(
        _ secrets: [(name: String, content: String)], type: String = PullSecretFormat.current.type
    ) throws -> KubeletKeyring {
        let documents = secrets.map { name, content in
            """
            {"kind": "Secret", "metadata": {"name": "\(name)"}, "type": "\(type)",
             "stringData": {".dockerconfigjson": "\(content.replacing("\"", with: "\\\""))"}}
            """
        }
        let list = #"{"kind": "List", "items": [\#(documents.joined(separator: ","))]}"#
        return KubeletKeyring(try PullSecretInspection.inspections(of: Array(list.utf8), source: "-"))
    }
}
