// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingRegistry

/// Docker's file is edited, not rewritten.
@Suite struct DockerConfigTextTests {
    static let docker = """
        {
        \t"auths": {
        \t\t"https://index.docker.io/v1/": {
        \t\t\t"auth": "dTpw",
        \t\t\t"email": "u@example.com"
        \t\t},
        \t\t"r.test": {"identitytoken": "x", "auth": "dTpw"}
        \t},
        \t"HttpHeaders": {"User-Agent": "Docker"},
        \t"plugins": {"-x-cli-hints": {"enabled": "true"}}
        }
        """

    private func credential(_ server: String, _ password: String = "new") -> RegistryCredential {
        RegistryCredential(server: server, username: "u", password: SecretBytes(utf8: password))
    }

    @Test func aNewPasswordChangesOneString() throws {
        var text = try DockerConfigText(Array(Self.docker.utf8), path: "config.json")
        #expect(text.keys(for: "docker.io") == ["https://index.docker.io/v1/"])
        try text.set(credential("https://index.docker.io/v1/"), spellsOut: false)
        #expect(
            String(decoding: text.bytes, as: UTF8.self) == Self.docker.replacing("\"dTpw\",\n", with: "\"dTpuZXc=\",\n")
        )
    }

    @Test func tokensGoWhenAPasswordComes() throws {
        var text = try DockerConfigText(Array(Self.docker.utf8), path: "config.json")
        try text.set(credential("r.test"), spellsOut: false)
        #expect(
            String(decoding: text.bytes, as: UTF8.self)
                == Self.docker.replacing(#"{"identitytoken": "x", "auth": "dTpw"}"#, with: #"{"auth": "dTpuZXc="}"#))
    }

    @Test func aNewRegistryIsAddedAndTakenOutAgain() throws {
        var text = try DockerConfigText(Array(Self.docker.utf8), path: "config.json")
        try text.set(credential("new.test"), spellsOut: true)
        let config = try DockerConfig(parsing: text.bytes, path: "config.json")
        #expect(Set(config.registries) == ["https://index.docker.io/v1/", "r.test", "new.test"])
        #expect(try config.credential(for: "new.test").password.exposedText == "new")
        let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
        let old = Self.docker.split(separator: "\n")
        #expect(old.count(where: { !lines.contains($0) }) <= 1)
        try text.remove("new.test")
        #expect(String(decoding: text.bytes, as: UTF8.self) == Self.docker)
    }

    @Test(arguments: ["", "{}", " \n", #"{"auths": {}}"#, #"{"auths": null}"#, #"{"credsStore": "pass"}"#])
    func anEmptyFileGetsItsFirstRegistry(_ start: String) throws {
        var text = try DockerConfigText(Array(start.utf8), path: "config.json")
        try text.set(credential("new.test"), spellsOut: false)
        let config = try DockerConfig(parsing: text.bytes, path: "config.json")
        #expect(config.registries == ["new.test"])
        #expect((config.defaultStore == "pass") == start.contains("pass"))
    }

    @Test func theLegacyFileHasNoWrapper() throws {
        var text = try DockerConfigText(Array(#"{"r.test":{"auth":"dTpw"}}"#.utf8), path: ".dockercfg", format: .legacy)
        try text.set(credential("o.test"), spellsOut: false)
        #expect(
            String(decoding: text.bytes, as: UTF8.self)
                == #"{"r.test":{"auth":"dTpw"},"o.test":{"auth":"dTpuZXc="}}"#)
    }

    @Test func whatIsNoJSONIsRefused() {
        #expect(throws: RegistryError.self) { _ = try DockerConfigText(Array("auths: {}".utf8), path: "x") }
    }
}
