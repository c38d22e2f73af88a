// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// What kubectl refuses is refused with file, line, column and a remedy, and without any secret.
struct InvalidFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { text }
    }

    static let cases = [
        Case(
            text: "contexts:\n- name: y\n",
            message: "2:9: contexts[0].name must be a string, but is y, a boolean in YAML 1.1; put it in quotes"),
        Case(
            text: "contexts:\n- name: No\n",
            message: "2:9: contexts[0].name must be a string, but is No, a boolean in YAML 1.1; put it in quotes"),
        Case(
            text: "contexts:\n- name: 12\n",
            message: "2:9: contexts[0].name must be a string, but is a number; put it in quotes"),
        Case(
            text: "users:\n- name: u\n  user:\n    token: 0x1F\n",
            message: "4:12: users[0].user.token must be a string, but is a number; put it in quotes"),
        Case(
            text: "users:\n- name: u\n  user: {password: 1e3}\n",
            message: "3:20: users[0].user.password must be a string, but is a number; put it in quotes"),
        Case(text: "contexts:\n  name: hush\n", message: "2:3: contexts must be a list, but is a mapping"),
        Case(text: "contexts: hush\n", message: "1:11: contexts must be a list, but is a string"),
        Case(text: "contexts:\n- hush\n", message: "2:3: contexts[0] must be a mapping, but is a string"),
        Case(
            text: "contexts:\n- name: a\n  context: [hush]\n",
            message: "3:12: contexts[0].context must be a mapping, but is a list"),
        Case(text: "- hush\n", message: "1:1: a kubeconfig must be a mapping, but is a list"),
        Case(text: "hush\n", message: "1:1: a kubeconfig must be a mapping, but is a string"),
        Case(text: "kind: Deployment\n", message: "1:7: this is no kubeconfig: kind is \"Deployment\", not Config"),
        Case(text: "kind: config\n", message: "1:7: this is no kubeconfig: kind is \"config\", not Config"),
        Case(text: "apiVersion: v2\n", message: "1:13: this is no kubeconfig: apiVersion is \"v2\", not v1"),
        Case(
            text: "clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: \"true\"}\n",
            message: "3:39: clusters[0].cluster.insecure-skip-tls-verify must be true or false, but is a string"),
        Case(
            text: "clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: 1}\n",
            message: "3:39: clusters[0].cluster.insecure-skip-tls-verify must be true or false, but is a number"),
        Case(
            text: "users:\n- name: u\n  user:\n    client-key-data: hush!\n",
            message: "4:22: users[0].user.client-key-data is not valid base64 (standard alphabet, with padding)"),
        Case(
            text: "users:\n- name: u\n  user: {client-key-data: aHVzaA}\n",
            message: "3:27: users[0].user.client-key-data is not valid base64 (standard alphabet, with padding)"),
        Case(
            text: "users:\n- name: u\n  user: {client-key-data: aHVz_A==}\n",
            message: "3:27: users[0].user.client-key-data is not valid base64 (standard alphabet, with padding)"),
        Case(
            text: "users:\n- name: u\n  user: {client-key-data: aHVz aA==}\n",
            message: "3:27: users[0].user.client-key-data is not valid base64 (standard alphabet, with padding)"),
        Case(
            text: "users:\n- name: u\n  user: {exec: {args: [a, 1]}}\n",
            message: "3:27: users[0].user.exec.args[1] must be a string, but is a number; put it in quotes"),
        Case(
            text: "users:\n- name: u\n  user: {exec: {env: [{name: N, value: hush}]}}\n",
            message:
                "3:30: users[0].user.exec.env[0].name must be a string, but is N, a boolean in YAML 1.1; put it in quotes"
        ),
        Case(
            text: "users:\n- name: u\n  user: {as-user-extra: {k: hush}}\n",
            message: "3:29: users[0].user.as-user-extra.k must be a list, but is a string"),
        Case(
            text: "users:\n- name: u\n  user: {auth-provider: {config: {k: [hush]}}}\n",
            message: "3:38: users[0].user.auth-provider.config.k must be a string, but is a list"),
        Case(
            text: "current-context: a\n<<: {current-context: 1}\n",
            message: "2:23: current-context must be a string, but is a number; put it in quotes"),
        Case(
            text: "contexts:\n- name: a\n- name: b\n- name: a\n",
            message: "4:3: there is a second context named \"a\" (the first is on line 2); rename or remove one of them"
        ),
        Case(
            text: "users:\n- {name: a, user: {token: hush}}\n- {name: a, user: {token: hush}}\n",
            message: "3:3: there is a second user named \"a\" (the first is on line 2); rename or remove one of them"),
        Case(
            text: "clusters:\n- ~\n- cluster: {}\n",
            message: "3:3: there is a second cluster named \"\" (the first is on line 2); rename or remove one of them"),
        Case(
            text: "users:\n- name: u\n  user:\n    extensions: [{name: e, extension: hush}, {name: e}]\n",
            message:
                "4:46: users[0].user.extensions[1] has the name \"e\" of an earlier item; rename or remove one of them"),
        Case(
            text: "extensions: [{name: e, extension: hush}, {name: e}]\n",
            message:
                "1:42: extensions[1] has the name \"e\" of an earlier item; rename or remove one of them"),
    ]

    /// The message of the refusal, without the path; kubectl refuses too.
    private func refusal(_ text: String, isRefusedByKubectl: Bool = true) throws -> String? {
        let folder = try TestFolder()
        let path = folder.path + "/config"
        try write(Array(text.utf8), to: path)
        if isRefusedByKubectl { #expect(throws: Kubectl.Failure.self) { try Kubectl.view(path) } }
        let error = #expect(throws: ConfigError.self) { try Kubeconfig.load(.only(path)) }
        #expect(error?.path == path && error?.exitStatus == .failed)
        return error.map { String($0.description.dropFirst(path.count + 1)) }
    }

    @Test(arguments: cases)
    func theMessageNamesThePlace(_ test: Case) throws {
        #expect(try refusal(test.text) == test.message)
        #expect(!test.message.contains("hush"))
    }

    @Test(arguments: [
        "contexts:\n\t- name: hush\n", "users:\n- name: u\n  user: {token: \"hush\n", "a: b: hush\n", "{",
        "contexts: [hush\n", "users: *hush\n", "a: 'hush\n", "a: \u{1}hush\n",
    ])
    func brokenYAMLIsRefusedWithAPlace(_ text: String) throws {
        let message = try refusal(text)
        #expect(message?.first?.isNumber == true, "\(message ?? "")")
        #expect(message?.contains("hush") == (text == "users: *hush\n"), "\(message ?? "")")
    }

    @Test(arguments: [
        [0xFF, 0xFE, 0x00], [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x00], Array("a: \u{0}b".utf8), [0xC3],
    ])
    func bytesThatAreNoTextAreRefused(_ bytes: [UInt8]) throws {
        let folder = try TestFolder()
        let path = folder.path + "/config"
        try write(bytes, to: path)
        let error = #expect(throws: ConfigError.self) { try Kubeconfig.load(.only(path)) }
        #expect(error?.code == .invalidFile && error?.path == path)
        #expect(throws: Kubectl.Failure.self) { try Kubectl.view(path) }
    }

    @Test func everyCutOfAFileIsReadAsKubectlReadsIt() throws {
        let folder = try TestFolder()
        let path = folder.path + "/config"
        let bytes = try Fixture(name: "oidc-auth-provider.yaml").bytes
        for length in stride(from: 0, to: bytes.count, by: 23) {
            try write(Array(bytes[..<length]), to: path)
            // Which of both fails is compared, not the words.
            let ours = try? Kubeconfig.load(.only(path)).names(.context)
            let theirs = try? Kubectl.config(path)
            #expect((ours == nil) == (theirs == nil), "cut after \(length) bytes")
        }
    }

    @Test(arguments: [
        "contexts: ~\nusers: []\nclusters:\n", "users:\n- name: u\n  user: ~\n", "contexts:\n- name: !!str y\n",
        "x: 1\ncontexts:\n- {name: a, x: [1, y]}\n", "users:\n- name: u\n  user: {token: 1, token: b}\n",
        "clusters:\n- name: c\n  cluster: {insecure-skip-tls-verify: yes}\n", "current-context: ~\n",
        "users:\n- name: u\n  user: {<<: {token: a}, token: b}\n", "contexts:\n- name: 2001-01-01\n- name: 12:30:45\n",
        "users:\n- name: u\n  user: {client-key-data: \"aH\\nVz\\r\\naA==\\n\"}\n",
        "users:\n- user: {client-key-data: \"\"}\n",
    ])
    func whatKubectlTakesIsTaken(_ text: String) throws {
        let folder = try TestFolder()
        let path = folder.path + "/config"
        try write(Array(text.utf8), to: path)
        var view = ConfigView()
        view.isRaw = true
        #expect(
            try view.json(of: Kubeconfig.load(.only(path))).jsonText(indent: 4, escaping: .likeGo) + "\n"
                == Kubectl.view(path))
    }
}
