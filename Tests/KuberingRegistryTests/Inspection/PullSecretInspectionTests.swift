// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import Testing

@testable import KuberingRegistry

struct PullSecretInspectionTests {
    private func inspect(_ text: String) throws(RegistryError) -> [PullSecretInspection] {
        try PullSecretInspection.inspections(of: Array(text.utf8), source: "secret.yaml")
    }

    /// A Secret around a content.
    private func secret(
        _ content: String, type: String = "kubernetes.io/dockerconfigjson", key: String = ".dockerconfigjson"
    ) -> String {
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: pull
          namespace: prod
        type: \(type)
        data:
          \(key): \(Data(content.utf8).base64EncodedString())

        """
    }

    private func only(_ text: String) throws -> PullSecretInspection {
        let all = try inspect(text)
        #expect(all.count == 1)
        return try #require(all.first)
    }

    @Test("What we make is read back without a problem")
    func roundTrip() throws {
        let made = try ImagePullSecret(
            name: "pull", namespace: "prod",
            credentials: [
                RegistryCredential(server: "a.test", username: "u", password: SecretBytes(utf8: "p"), email: "m"),
                RegistryCredential(server: "docker.io", username: "v", password: SecretBytes([0xFF, 0x3A])),
            ])
        for text in [made.yamlText, made.jsonText] {
            let read = try only(text)
            #expect(
                read.subject == .secret(name: "pull", namespace: "prod", type: "kubernetes.io/dockerconfigjson"))
            #expect(read.problems == [])
            #expect(read.registries.map(\.server) == ["a.test", "docker.io"])
            #expect(read.registries.map(\.username) == ["u", "v"])
            #expect(read.registries.map(\.email) == ["m", nil])
            #expect(read.registries.map(\.hasPassword) == [true, true])
            #expect(read.registries.first?.problems == [])
            #expect(read.registries.first?.revealedPassword()?.exposedText == "p")
            #expect(read.registries.last?.revealedPassword()?.hasSameBytes(as: SecretBytes([0xFF, 0x3A])) == true)
        }
    }

    @Test("A password is not in any description")
    func redaction() throws {
        let read = try only(secret(#"{"auths":{"a.test":{"username":"u","password":"T0KEN","auth":"dTpUMEtFTg=="}}}"#))
        var dumped = ""
        dump(read, to: &dumped)
        #expect(read.registries.first?.hasPassword == true)
        #expect(!(dumped + String(reflecting: read)).contains("T0KEN"))
    }

    @Test(
        "What is wrong with one registry",
        arguments: [
            (#"{"auth":"dTpw"}"#, "u", true, []),
            (#"{"auth":"dTpwdw"}"#, "u", true, []),
            (#"{"Username":"u","PASSWORD":"p"}"#, "u", true, []),
            (#"{"username":"u","password":"p","auth":"dTpw"}"#, "u", true, []),
            (#"{"username":"x","password":"p","auth":"dTpw"}"#, "u", true, ["auth-overrides"]),
            (#"{"username":"u","password":"x","auth":"dTpw"}"#, "u", true, ["auth-overrides"]),
            (#"{}"#, nil, false, ["no-credential"]),
            (#"null"#, nil, false, ["no-credential"]),
            (#"{"username":"u"}"#, "u", false, ["no-password"]),
            (#"{"auth":"dTo="}"#, "u", false, ["no-password"]),
            (#"{"password":"p"}"#, nil, true, ["no-username"]),
            (#"{"identitytoken":"t"}"#, nil, false, ["no-credential", "token-ignored"]),
            (#"{"auth":"dTpw","identitytoken":"t"}"#, "u", true, ["token-ignored"]),
            (#"{"username":"<token>","password":"p"}"#, "<token>", true, ["identity-token"]),
            (#"{"auth":"!"}"#, nil, false, ["auth-undecodable"]),
            (#"{"auth":"dXA="}"#, nil, false, ["auth-undecodable"]),
            (#"{"auth":"dTpw","username":1}"#, "u", true, ["malformed-entry"]),
            (#"[]"#, nil, false, ["malformed-entry"]),
        ] as [(String, String?, Bool, [String])])
    func registry(entry: String, username: String?, hasPassword: Bool, codes: [String]) throws {
        for text in [
            secret(#"{"auths":{"r.test":\#(entry)}}"#),
            secret(#"{"r.test":\#(entry)}"#, type: "kubernetes.io/dockercfg", key: ".dockercfg"),
            #"{"auths":{"r.test":\#(entry)}}"#,
        ] {
            let read = try only(text)
            let registry = try #require(read.registries.first)
            #expect(read.problems == [])
            #expect(registry.server == "r.test")
            #expect(registry.username == username)
            #expect(registry.hasPassword == hasPassword)
            #expect(registry.problems.map(\.code.rawValue) == codes)
        }
    }

    @Test("Registries that no image can match", arguments: ["ftp://r.test", "https://", "r test", ""])
    func neverMatched(server: String) throws {
        let read = try only(secret(#"{"auths":{"\#(server)":{"auth":"dTpw"}}}"#))
        #expect(read.registries.first?.problems.map(\.code.rawValue) == ["never-matched"])
    }

    @Test(
        "What is wrong with the whole",
        arguments: [
            ("", ["no-content"]), ("null", ["no-content"]),
            ("{", ["unreadable-content"]), ("[]", ["unreadable-content"]), ("{} x", ["unreadable-content"]),
            (#"{"auths":{"r.test":{"auth":"dTpw"},}}"#, ["unreadable-content"]),
            (#"{"auths":{"r.test":{"auth":"dTpw","email":",}\\\",]"}}}"#, []),
            ("\u{FEFF}{}", ["unreadable-content"]), (#"{"auths":[]}"#, ["unreadable-content"]),
            ("{}", ["no-registries"]), (#"{"auths":{}}"#, ["no-registries"]), (#"{"auths":null}"#, ["no-registries"]),
            (#"{"auths":{"r.test":{"auth":"dTpw"}},"HttpHeaders":{"a":1}}"#, ["unreadable-content"]),
            (#"{"auths":{"r.test":{"auth":"dTpw"}},"HttpHeaders":{"a":"b"}}"#, []),
            (
                #"{"auths":{"r.test":{}},"credsStore":"desktop","credHelpers":{"a":"pass","b":"pass"}}"#,
                ["store-ignored", "store-ignored"]
            ),
            (#"{"r.test":{"auth":"dTpw"}}"#, ["missing-wrapper"]),
        ])
    func content(content: String, codes: [String]) throws {
        #expect(try only(secret(content)).problems.map(\.code.rawValue) == codes)
    }

    @Test("Type and key must fit")
    func types() throws {
        let entry = #"{"r.test":{"auth":"dTpw"}}"#
        let wrapped = #"{"auths":\#(entry)}"#
        func codes(_ text: String) throws -> [String] { try only(text).problems.map(\.code.rawValue) }
        #expect(try codes(secret(wrapped, type: "kubernetes.io/dockercfg", key: ".dockercfg")) == ["needless-wrapper"])
        #expect(try codes(secret(wrapped, type: "Opaque")) == ["wrong-type"])
        #expect(try codes(secret(entry, type: "Opaque", key: ".dockercfg")) == ["wrong-type"])
        #expect(try codes(secret(wrapped, key: "config.json")) == ["missing-key"])
        #expect(try codes(secret(entry, key: ".dockercfg")) == ["missing-key"])
        #expect(try only(secret(wrapped, type: "Opaque")).registries.map(\.server) == ["r.test"])
    }

    @Test("stringData goes before data, and data must be base64")
    func stringData() throws {
        let plain = #"{"kind":"Secret","type":"kubernetes.io/dockerconfigjson","data":{".dockerconfigjson":"!"}"#
        #expect(try only(plain + "}").problems.map(\.code.rawValue) == ["unreadable-content"])
        let read = try only(
            plain + #","stringData":{".dockerconfigjson":"{\"auths\":{\"r.test\":{\"auth\":\"dTpw\"}}}"}}"#)
        #expect(read.problems == [])
        #expect(read.subject == .secret(name: nil, namespace: nil, type: "kubernetes.io/dockerconfigjson"))
        #expect(read.registries.map(\.username) == ["u"])
    }

    @Test("A list: every pull secret in it")
    func list() throws {
        func item(_ name: String, _ kind: String, _ type: String) -> String {
            """
            - apiVersion: v1
              kind: \(kind)
              metadata: {name: \(name)}
              type: \(type)
              data: {.dockerconfigjson: e30=}

            """
        }
        let items =
            item("a", "Secret", "kubernetes.io/dockerconfigjson") + item("b", "ConfigMap", "x")
            + item("c", "Secret", "Opaque")
        let found = try inspect("apiVersion: v1\nkind: List\nitems:\n" + items)
        #expect(
            found.map(\.subject) == [
                .secret(name: "a", namespace: nil, type: "kubernetes.io/dockerconfigjson"),
                .secret(name: "c", namespace: nil, type: "Opaque"),
            ])
        let error = #expect(throws: RegistryError.self) { try inspect("kind: List\nitems: []\n") }
        #expect(error == .noPullSecret(source: "secret.yaml", found: "a List without a pull secret"))
    }

    @Test(
        "Texts that hold no pull secret",
        arguments: [
            ("kind: Pod\n", "a Pod"), ("kind: Secret\ntype: Opaque\n", #"a Secret of type "Opaque""#),
            ("# nothing\n", "nothing"), ("[]", "no Kubernetes object"), ("a: b\n", "no Kubernetes object"),
        ])
    func none(text: String, found: String) throws {
        let error = #expect(throws: RegistryError.self) { try inspect(text) }
        #expect(error == .noPullSecret(source: "secret.yaml", found: found))
    }

    @Test("What is neither YAML nor JSON", arguments: ["{", "a: [", "a:\n\t- b\n", "\u{0}"])
    func unreadable(text: String) throws {
        let error = #expect(throws: RegistryError.self) { try inspect(text) }
        #expect(error?.code == .manifestUnreadable)
        #expect(error?.description.hasPrefix("cannot read secret.yaml: ") == true)
    }

    @Test("What is too long is not read")
    func tooLong() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: "\n"), count: PullSecretInspection.maximumSize + 1)
        #expect(throws: RegistryError.manifestTooLarge(source: "-")) {
            try PullSecretInspection.inspections(of: bytes, source: "-")
        }
    }
}
