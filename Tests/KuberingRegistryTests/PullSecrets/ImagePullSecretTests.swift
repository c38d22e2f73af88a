// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingRegistry

struct ImagePullSecretTests {
    private func credential(
        _ server: String = "r.test", username: String = "u", password: String = "p", email: String? = nil
    ) -> RegistryCredential {
        RegistryCredential(server: server, username: username, password: SecretBytes(utf8: password), email: email)
    }

    private func secret(
        _ name: String = "s1", namespace: String? = nil, _ credentials: RegistryCredential...
    ) throws(RegistryError) -> ImagePullSecret {
        try ImagePullSecret(name: name, namespace: namespace, credentials: credentials)
    }

    @Test("The content has kubectl's member order, and no empty email")
    func content() throws {
        let one = try secret("s1", credential("https://index.docker.io/v1/", email: "e@x"))
        #expect(
            one.content.exposedText
                == #"{"auths":{"https://index.docker.io/v1/":{"username":"u","password":"p","email":"e@x","auth":"dTpw"}}}"#
        )
        let other = try secret("s1", credential(email: ""))
        #expect(
            other.content.exposedText == #"{"auths":{"r.test":{"username":"u","password":"p","auth":"dTpw"}}}"#
        )
    }

    @Test("Several registries are sorted by bytes")
    func order() throws {
        let made = try secret("s1", credential("z.test"), credential("é.test"), credential("Z.test"), credential("a"))
        #expect(made.credentials.map(\.server) == ["Z.test", "a", "z.test", "é.test"])
        let entry = #"{"username":"u","password":"p","auth":"dTpw"}"#
        #expect(
            made.content.exposedText
                == "{\"auths\":{\"Z.test\":\(entry),\"a\":\(entry),\"z.test\":\(entry),\"é.test\":\(entry)}}")
    }

    @Test("The manifest, whole")
    func manifest() throws {
        let made = try secret("s1", namespace: "prod", credential("https://index.docker.io/v1/"))
        let content =
            "eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsidXNlcm5hbWUiOiJ1IiwicGFzc3dvcmQiOiJwIiwiYXV0aCI6ImRUcHcifX19"
        #expect(
            made.yamlText == """
                apiVersion: v1
                data:
                  .dockerconfigjson: \(content)
                kind: Secret
                metadata:
                  name: s1
                  namespace: prod
                type: kubernetes.io/dockerconfigjson

                """)
        #expect(
            made.jsonText == """
                {
                    "kind": "Secret",
                    "apiVersion": "v1",
                    "metadata": {
                        "name": "s1",
                        "namespace": "prod"
                    },
                    "data": {
                        ".dockerconfigjson": "\(content)"
                    },
                    "type": "kubernetes.io/dockerconfigjson"
                }

                """)
    }

    @Test("The hash of a known secret")
    func hash() throws {
        let made = try secret("s1", credential("https://index.docker.io/v1/"))
        #expect(try made.appendingHash().name == "s1-h2g25kfb7b")
    }

    @Test("The hash does not depend on the namespace")
    func hashWithoutNamespace() throws {
        let made = try secret("s1", namespace: "prod", credential("https://index.docker.io/v1/")).appendingHash()
        #expect(made.name == "s1-h2g25kfb7b")
        #expect(made.namespace == "prod")
    }

    @Test("A name with a hash must still fit")
    func longName() throws {
        let made = try secret(String(repeating: "a", count: 243), credential())
        let error = #expect(throws: RegistryError.self) { try made.appendingHash() }
        #expect(error?.code == .invalidName)
    }

    @Test(
        "Names that are DNS subdomains",
        arguments: ["a", "0", "a-b", "a.b", "a--b", "1.2.3", String(repeating: "a", count: 253)])
    func goodName(name: String) throws {
        #expect(try secret(name, credential()).name == name)
    }

    @Test(
        "Names that are not",
        arguments: [
            ("", "it is empty"), (String(repeating: "a", count: 254), "it is longer than 253 characters"),
            ("A", nil), ("a_b", nil), ("-a", nil), ("a-", nil), ("a..b", nil), (".a", nil), ("a.", nil), ("a.-b", nil),
            ("é", nil), ("a b", nil), ("a/b", nil), ("a\n", nil),
        ] as [(String, String?)])
    func badName(name: String, reason: String?) throws {
        let error = #expect(throws: RegistryError.self) { try secret(name, credential()) }
        let rule =
            "it may have lower-case letters, digits, \"-\" and \".\", and each part between dots starts and ends "
            + "with a letter or digit"
        #expect(error?.code == .invalidName)
        #expect(error?.exitStatus == .usage)
        #expect(error?.description == "\(OutsideText.quoted(name)) cannot name a Secret: \(reason ?? rule)")
    }

    @Test("Namespaces that are no DNS label", arguments: ["", "a.b", "A", "a-", String(repeating: "a", count: 64)])
    func badNamespace(namespace: String) throws {
        let error = #expect(throws: RegistryError.self) { try secret("s1", namespace: namespace, credential()) }
        #expect(error?.code == .invalidNamespace)
    }

    @Test(
        "Registries no image can match",
        arguments: ["", "ftp://r.test", "r.test\n", "r test", "https://", "/v1/", "docker://x"])
    func badRegistry(server: String) throws {
        let error = #expect(throws: RegistryError.self) { try secret("s1", credential(server)) }
        #expect(error?.code == .invalidRegistry)
        #expect(error?.registry == server)
    }

    @Test("User names that a pull secret cannot carry", arguments: ["", "a:b", ":", "<token>"])
    func badUsername(username: String) throws {
        let error = #expect(throws: RegistryError.self) { try secret("s1", credential(username: username)) }
        #expect(error?.code == .invalidUsername)
    }

    @Test("An empty password, no registry and the same registry twice are refused")
    func refused() throws {
        #expect(throws: RegistryError.emptyPassword(registry: "r.test")) { try secret("s1", credential(password: "")) }
        #expect(throws: RegistryError.noRegistry) { try secret("s1") }
        #expect(throws: RegistryError.duplicateRegistry("r.test")) {
            try secret("s1", credential(), credential("a"), credential(username: "v"))
        }
    }

    @Test("What the API server would refuse as too large is refused")
    func tooLarge() throws {
        let error = #expect(throws: RegistryError.self) {
            try secret("s1", credential(password: String(repeating: "x", count: 500_000)))
        }
        #expect(error == .secretTooLarge(name: "s1"))
    }
}
