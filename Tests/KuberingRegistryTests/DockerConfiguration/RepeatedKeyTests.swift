// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingRegistry

/// What is in a docker configuration twice is taken as Go takes it; skopeo is the judge.
struct RepeatedKeyTests {
    /// A configuration and what it means.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// Whose password r.test has; nil for nobody's.
        let user: String?
        /// The problems of the whole, then those of r.test.
        let problems: [String]

        init(_ text: String, _ user: String?, _ problems: String...) {
            self.text = text.replacing("A+", with: Self.first).replacing("B+", with: Self.second)
            self.user = user
            self.problems = problems
        }

        private static let first = Data("ada:p".utf8).base64EncodedString()
        private static let second = Data("bob:p".utf8).base64EncodedString()
        var testDescription: String { text }
    }

    static let cases = [
        Case(#"{"auths":{"r.test":{"auth":"A+"}}}"#, "ada"),
        Case(#"{"auths":{"r.test":{"auth":"A+"},"r.test":{"auth":"B+"}}}"#, "bob", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+"},"r.test":{}}}"#, nil, "no-credential", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+"},"r.test":null}}"#, nil, "no-credential", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+"}},"auths":{"s.test":{"auth":"B+"}}}"#, "ada", "repeated-key"),
        Case(
            #"{"auths":{"r.test":{"auth":"A+"}},"Auths":{"r.test":{"auth":"B+"}}}"#, "bob", "repeated-key",
            "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+"}},"auths":null}"#, nil, "no-registries", "repeated-key"),
        Case(#"{"auths":null,"auths":{"r.test":{"auth":"A+"}}}"#, "ada", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+"}},"auths":[]}"#, nil, "unreadable-content", "repeated-key"),
        Case(#"{"AUTHS":{"r.test":{"auth":"A+"}}}"#, "ada"),
        Case(#"{"auth\#u{17F}":{"r.test":{"auth":"A+"}}}"#, "ada"),
        Case(#"{"auths":{"r.test":{"auth":"A+","AUTH":"B+"}}}"#, "bob", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+","auth":null}}}"#, "ada", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":"A+","auth":""}}}"#, nil, "no-credential", "repeated-key"),
        Case(#"{"auths":{"r.test":{"auth":1,"auth":"B+"}}}"#, nil, "malformed-entry", "repeated-key"),
        Case(#"{"auths":{"R.test":{"auth":"A+"},"r.test":{"auth":"B+"}}}"#, "bob"),
    ]

    @Test("the credential is the one that skopeo takes", arguments: cases)
    func credential(_ example: Case) throws {
        #expect(Self.user(in: example.text) == example.user)
        let folder = try TestFolder()
        try folder.write(example.text, to: "auth.json")
        let skopeo = try TestProcess.run(
            ["skopeo", "login", "--get-login", "--authfile", folder.path + "/auth.json", "r.test"],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path])
        #expect(skopeo.end == .exited(example.user == nil ? 1 : 0), "\(skopeo.errors)")
        #expect(skopeo.output == (example.user.map { $0 + "\n" } ?? ""))
    }

    private static func user(in text: String) -> String? {
        // An error is one way to have no credential.
        try? DockerConfig(parsing: Array(text.utf8), path: "auth.json").credential(for: "r.test").username
    }

    @Test("a pull secret says so", arguments: cases)
    func inspection(_ example: Case) throws {
        let read = try PullSecretInspection.inspections(of: Array(example.text.utf8), source: "config.json")
        let registry = read.first?.registries.first { $0.server == "r.test" }
        let problems = (read.first?.problems ?? []) + (registry?.problems ?? [])
        #expect(problems.map(\.code.rawValue) == example.problems)
        if !problems.contains(where: { $0.severity == .breaksEveryPull }) {
            #expect(registry?.username == example.user)
        }
    }

    @Test("the bare map of the legacy type")
    func legacy() throws {
        let content = #"{"r.test":{"auth":"YTpw"},"r.test":{"auth":"Yjpw","AUTH":"Yzpw"},"R.test":{"auth":"ZDpw"}}"#
        let secret = """
            {"kind":"Secret","type":"kubernetes.io/dockercfg","stringData":{".dockercfg":\(JSONValue.string(content).jsonText())}}
            """
        let registries = try PullSecretInspection.inspections(of: Array(secret.utf8), source: "-").flatMap(\.registries)
        #expect(registries.map(\.server) == ["R.test", "r.test"])
        #expect(registries.map(\.username) == ["d", "c"])
        #expect(
            registries.last?.problems.map(\.description) == [
                "it is in there 2 times; a kubelet takes the last",
                "the entry has auth more than once; a kubelet takes the last",
            ])
    }

    @Test(
        "what is there twice is not changed",
        arguments: [
            #"{"auths":{},"Auths":{}}"#: "auths",
            #"{"auths":{"r.test":{"auth":"YTpw"},"r.test":{"auth":"Yjpw"}}}"#: #"registry "r.test""#,
            #"{"auths":{"r.test":{"auth":"YTpw","Auth":"Yjpw"}}}"#: #"the auth of registry "r.test""#,
        ])
    func editing(_ text: String, _ what: String) throws {
        let error = try #require(throws: RegistryError.self) {
            _ = try DockerConfigText(Array(text.utf8), path: "config.json")
        }
        #expect(error.code == .dockerConfigRepeats)
        #expect(
            error.description
                == "config.json has \(what) more than once, so that a change of one would not be all; leave one of them in the file"
        )
    }

    @Test("names in letters of another case are changed where they are")
    func otherCase() throws {
        let old = #"{"Auths":{"r.test":{"Auth":"YTpw","IdentityToken":"x"},"s.test":{}}}"#
        var text = try DockerConfigText(Array(old.utf8), path: "config.json")
        #expect(text.keys(for: "r.test") == ["r.test"])
        try text.set(
            RegistryCredential(server: "r.test", username: "b", password: SecretBytes(utf8: "p")), spellsOut: false)
        #expect(String(decoding: text.bytes, as: UTF8.self) == #"{"Auths":{"r.test":{"Auth":"Yjpw"},"s.test":{}}}"#)
        try text.remove("r.test")
        #expect(String(decoding: text.bytes, as: UTF8.self) == #"{"Auths":{"s.test":{}}}"#)
    }
}
