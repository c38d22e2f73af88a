// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// The names of one list, read without the rest.
@Suite("Names alone")
struct NamesTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func location(_ files: String...) throws -> KubeconfigLocation {
        var paths: [String] = []
        for (number, text) in files.enumerated() {
            paths.append("\(folder.path)/\(number)")
            try folder.write(text, to: "\(number)")
        }
        let list: Environment = ["KUBECONFIG": paths.joined(separator: ":")]
        return KubeconfigLocation(explicit: nil, environment: list, workingDirectory: folder.path)
    }

    private static let contexts = "contexts:\n- name: a\n  context: {cluster: x}\n- context: {user: z}\n  name: b # c\n"

    @Test(
        "are those that the whole file has",
        arguments: [
            contexts, "kind: Config\n\(contexts)current-context: a\n", "contexts: null\n", "contexts:\n", "",
            #"{"contexts": [{"name": "a"}, {"name": "b"}]}"#, "---\n\(contexts)---\ncontexts:\n- name: c\n",
            "contexts: []\n\(contexts)", "x: &n z\ncontexts:\n- name: *n\n", "'contexts':\n- name: a\n",
            "---\r\n\(contexts)", "contexts:\r- name: a\r", "contexts:\n- name: a\ncontexts\t:\n- name: b\n",
            "x: \"foo\ncontexts:\n- name: fake # end\"\nclusters: []\n", "x: 'foo\ncontexts:\n- name: fake\n  # '\n",
            "x: \"\\\"\ncontexts:\n- name: fake # end\"\n",
            "contexts: [\n{name: a},\n{name: b}]\n", "x: &x\n  contexts:\n  - name: a\n<<: *x\n",
        ])
    func sameAsWhole(text: String) throws {
        let location = try location(text, "contexts:\n- name: b\n- name: d\n")
        #expect(try Kubeconfig.names(.context, in: location) == Kubeconfig.load(location).names(.context))
        #expect(try Kubeconfig.names(.user, in: location) == Kubeconfig.load(location).names(.user))
    }

    @Test("are those of a valid list")
    func invalidItem() throws {
        let location = try location("contexts:\n- foo\n- name: a\n- name: 5\n")
        #expect(throws: ConfigError.self) { try Kubeconfig.names(.context, in: location) }
    }

    @Test("need no other part of the file to be valid")
    func brokenElsewhere() throws {
        let location = try location(Self.contexts + "users:\n- name: [\n")
        #expect(throws: ConfigError.self) { try Kubeconfig.load(location) }
        #expect(try Kubeconfig.names(.context, in: location) == ["a", "b"])
        #expect(throws: ConfigError.self) { try Kubeconfig.names(.user, in: location) }
    }

    @Test("that are there twice are an error, as in the whole file")
    func twice() throws {
        let location = try location("contexts:\n- name: a\n- name: a\n")
        #expect(throws: ConfigError.self) { try Kubeconfig.names(.context, in: location) }
    }
}
