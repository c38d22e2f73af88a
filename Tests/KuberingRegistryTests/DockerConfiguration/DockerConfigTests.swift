// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingRegistry

struct DockerConfigTests {
    static let path = "/home/jane/.docker/config.json"

    private func config(_ text: String) throws(RegistryError) -> DockerConfig {
        try DockerConfig(parsing: Array(text.utf8), path: Self.path)
    }

    /// The credential as `server username password email`.
    private func found(_ registry: String, in text: String) throws -> [String?] {
        let credential = try config(text).credential(for: registry)
        return [credential.server, credential.username, credential.password.exposedText, credential.email]
    }

    private func failure(_ registry: String, in text: String) throws -> RegistryError {
        let config = try config(text)
        return try #require(throws: RegistryError.self) { try config.credential(for: registry) }
    }

    @Test(
        "Every spelling finds the entry",
        arguments: [
            "ghcr.io", "https://ghcr.io", "http://ghcr.io", "https://ghcr.io/", "https://ghcr.io/v1/", "ghcr.io/v2/",
            "https://ghcr.io/v2",
        ], ["ghcr.io", "https://ghcr.io", "https://ghcr.io/v1/", "http://ghcr.io/v2"])
    func spelling(asked: String, written: String) throws {
        let text = #"{"auths":{"other.test":{"auth":"eDp5"},"\#(written)":{"auth":"dTpw"}}}"#
        #expect(try found(asked, in: text) == [written, "u", "p", nil])
    }

    @Test(
        "Docker Hub has two names",
        arguments: [
            "docker.io", "index.docker.io", "https://docker.io", "https://index.docker.io/v1/",
            "https://index.docker.io/v1",
        ], ["docker.io", "https://index.docker.io/v1/", "index.docker.io"])
    func hub(asked: String, written: String) throws {
        #expect(try found(asked, in: #"{"auths":{"\#(written)":{"auth":"dTpw"}}}"#) == [written, "u", "p", nil])
    }

    @Test(
        "What looks alike is another registry",
        arguments: [
            ("ghcr.io", "ghcr.io:443"), ("ghcr.io", "ghcr.io/team"), ("ghcr.io/team", "ghcr.io"),
            ("ghcr.io", "sub.ghcr.io"), ("ghcr.io", "GHCR.io"), ("ghcr.io", "ghcr.io/v10"),
            ("docker.io", "registry-1.docker.io"), ("caf\u{E9}.test", "cafe\u{301}.test"),
        ])
    func different(asked: String, written: String) throws {
        let error = try failure(asked, in: #"{"auths":{"\#(written)":{"auth":"dTpw"}}}"#)
        #expect(error.code == .registryNotFound)
    }

    @Test("The key as asked goes first, then one with a password")
    func preference() throws {
        let both = #"{"auths":{"https://r.test":{"auth":"YTpi"},"r.test":{"auth":"dTpw"}}}"#
        #expect(try found("r.test", in: both) == ["r.test", "u", "p", nil])
        #expect(try found("https://r.test", in: both) == ["https://r.test", "a", "b", nil])
        let half = #"{"auths":{"https://r.test":{"auth":"YTpi"},"r.test":{}},"credsStore":"pass"}"#
        #expect(try found("r.test", in: half) == ["https://r.test", "a", "b", nil])
    }

    @Test(
        "The shapes of an entry",
        arguments: [
            (#"{"auth":"dTpw"}"#, ["u", "p", nil]),
            (#"{"auth":"dTpwdw=="}"#, ["u", "pw", nil]),
            (#"{"auth":"dTpwdw"}"#, ["u", "pw", nil]),
            (#"{"auth":"dTpw\ndw==\r\n"}"#, ["u", "pw", nil]),
            (#"{"auth":"dTpwOnE="}"#, ["u", "p:q", nil]),
            (#"{"auth":"dTpwAAA="}"#, ["u", "p", nil]),
            (#"{"username":"a","password":"b"}"#, ["a", "b", nil]),
            (#"{"username":"a","password":"b","auth":"dTpw"}"#, ["u", "p", nil]),
            (#"{"USERNAME":"a","Password":"b","eMail":"m"}"#, ["a", "b", "m"]),
            (#"{"auth":"dTpw","email":"m","future":{"x":[1]}}"#, ["u", "p", "m"]),
            (#"{"auth":"dTpw","identitytoken":"","username":null}"#, ["u", "p", nil]),
        ] as [(String, [String?])])
    func shape(entry: String, expected: [String?]) throws {
        #expect(try found("r.test", in: #"{"auths":{"r.test":\#(entry)}}"#) == ["r.test"] + expected)
    }

    @Test("The legacy file has no wrapper")
    func legacy() throws {
        #expect(
            try found("r.test", in: #"{"https://r.test":{"auth":"dTpw","email":"m"}}"#)
                == ["https://r.test", "u", "p", "m"])
    }

    @Test("Other settings are no registries")
    func settings() throws {
        let text = #"{"HttpHeaders":{"User-Agent":"x"},"detachKeys":"ctrl-e","proxies":{"default":{"httpProxy":"x"}}}"#
        #expect(try config(text).registries == [])
        #expect(try config("").registries == [])
        #expect(try config(" \n").registries == [])
        #expect(try config(#"{"auths":null}"#).registries == [])
    }

    @Test("The registries and their stores")
    func stores() throws {
        let config = try config(
            #"{"auths":{"a.test":{},"b.test":{}},"credsStore":"desktop","credHelpers":{"b.test":"x","gcr.io":"gcloud"}}"#
        )
        #expect(config.registries == ["a.test", "b.test", "gcr.io"])
        #expect(
            ["a.test", "https://b.test", "gcr.io", "c.test"].map(config.store) == ["desktop", "x", "gcloud", "desktop"])
        #expect(try self.config("{}").store(for: "a.test") == nil)
    }

    @Test("A registry that is not there: the error lists those that are")
    func notFound() throws {
        let error = try failure("x.test", in: #"{"auths":{"a.test":{"auth":"dTpw"},"b\u001b.test":{}}}"#)
        #expect(error.code == .registryNotFound)
        #expect(error.exitStatus == .notFound)
        #expect(
            error.description
                == #"no credential for registry "x.test" in \#(Self.path), which lists "a.test", "b\u{1B}.test""#)
        #expect(
            try failure("x.test", in: "{}").description
                == #"no credential for registry "x.test" in \#(Self.path), which lists no registry"#)
        #expect(
            try failure("x.test", in: #"{"auths":{"a.test":{}},"credsStore":"pass"}"#).description
                == #"no credential for registry "x.test" in \#(Self.path), which lists "a.test"; "#
                + #"docker's credential store "pass" has none"#)
    }

    @Test(
        "An entry that a store holds",
        arguments: [
            (#"{"auths":{"r.test":{}},"credsStore":"desktop"}"#, "desktop"),
            (#"{"auths":{"r.test":{"email":"m"}},"credsStore":"desktop"}"#, "desktop"),
            (#"{"auths":{"r.test":{}},"credsStore":"desktop","credHelpers":{"r.test":"pass"}}"#, "pass"),
            (#"{"auths":{},"credHelpers":{"r.test":"pass"}}"#, "pass"),
            (#"{"credHelpers":{"https://r.test":"pass"}}"#, "pass"),
        ])
    func inStore(text: String, store: String) throws {
        let error = try failure("r.test", in: text)
        #expect(error.code == .credentialInStore)
        #expect(
            error.description
                == "\(Self.path) holds no password for registry \"r.test\": docker keeps it in the credential store "
                + "\"\(store)\", which has none; give the credential with -u and --password-stdin")
    }

    @Test("A password in the file is used even when a store is named")
    func inlineWithStore() throws {
        let text = #"{"auths":{"r.test":{"auth":"dTpw"}},"credsStore":"desktop"}"#
        #expect(try found("r.test", in: text) == ["r.test", "u", "p", nil])
    }

    @Test(
        "An identity token is told from a password",
        arguments: [
            #"{"identitytoken":"T0KEN"}"#, #"{"auth":"MDA6","identitytoken":"T0KEN"}"#,
            #"{"auth":"dTpw","identitytoken":"T0KEN"}"#, #"{"username":"<token>","password":"T0KEN"}"#,
            #"{"auth":"PHRva2VuPjpUMEtFTg=="}"#,
        ])
    func identityToken(entry: String) throws {
        let credential = try config(#"{"auths":{"r.test":\#(entry)}}"#).credential(for: "r.test")
        #expect(credential.isIdentityToken)
        #expect(credential.password.exposedText == "T0KEN")
        let error = try #require(throws: RegistryError.self) { try credential.check() }
        #expect(error.code == .invalidUsername)
        try credential.check(allowsToken: true)
    }

    @Test(
        "Entries that cannot be used",
        arguments: [
            (#"{"registrytoken":"T0KEN"}"#, .credentialIsToken),
            (#"{"auth":"%%T0KEN"}"#, .credentialUnreadable),
            (#"{"auth":"VDBLRU4="}"#, .credentialUnreadable),
            (#"{"auth":"VDBLR"}"#, .credentialUnreadable),
            (#"{"auth":"/zpUMEtFTg=="}"#, .credentialUnreadable),
            (#"{"auth":["T0KEN"]}"#, .credentialUnreadable),
            (#"{"username":"u","password":12345}"#, .credentialUnreadable),
            (#""T0KEN""#, .credentialUnreadable),
            (#"{}"#, .credentialIncomplete),
            (#"null"#, .credentialIncomplete),
            (#"{"username":"u"}"#, .credentialIncomplete),
            (#"{"password":"T0KEN"}"#, .credentialIncomplete),
            (#"{"auth":"OlQwS0VO"}"#, .credentialIncomplete),
            (#"{"auth":"dTo="}"#, .credentialIncomplete),
        ] as [(String, RegistryError.Code)])
    func unusable(entry: String, code: RegistryError.Code) throws {
        let error = try failure("r.test", in: #"{"auths":{"r.test":\#(entry)}}"#)
        #expect(error.code == code)
        #expect(error.registry == "r.test")
        #expect(error.path == Self.path)
        #expect(!String(reflecting: error).contains("T0KEN"))
    }

    @Test(
        "Files that are no docker configuration",
        arguments: [
            "[", "[]", "\"x\"", "{\"auths\":[]}", "{\"auths\":1}", "{} {}", "{\"auths\":{} , }", "{'a':1}", "\u{FEFF}",
            "null", "x: y",
        ])
    func invalid(text: String) throws {
        let error = try #require(throws: RegistryError.self) { try config(text) }
        #expect(error.code == .dockerConfigInvalid)
        #expect(error.description.hasPrefix("\(Self.path) is not a docker configuration: "))
    }

    @Test("1 MiB is read, a byte more is not")
    func size() throws {
        let padding = String(repeating: " ", count: DockerConfig.maximumSize - 2)
        #expect(try config("{\(padding)}").registries == [])
        #expect(throws: RegistryError.dockerConfigTooLarge(path: Self.path)) { try config("{ \(padding)}") }
    }

    @Test("Where docker looks")
    func locations() {
        #expect(
            DockerConfig.locations(environment: [:], home: "/home/jane")
                == ["/home/jane/.docker/config.json", "/home/jane/.dockercfg"])
        #expect(
            DockerConfig.locations(environment: ["DOCKER_CONFIG": "/etc/d/"], home: "/home/jane")
                == ["/etc/d/config.json", "/home/jane/.dockercfg"])
        #expect(
            DockerConfig.locations(environment: ["DOCKER_CONFIG": ""], home: "/")
                == ["/.docker/config.json", "/.dockercfg"])
    }
}
