// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@testable import KuberingRegistry

/// A manifest keeps its text but for the one value.
@Suite struct PullSecretTextTests {
    private func credential(_ server: String) -> RegistryCredential {
        RegistryCredential(server: server, username: "robot", password: SecretBytes(utf8: "new"))
    }

    private func manifest(_ format: PullSecretFormat = .current) throws -> String {
        let secret = try ImagePullSecret(
            name: "s", format: format,
            credentials: [
                RegistryCredential(server: "https://r.test", username: "u", password: SecretBytes(utf8: "p")),
                RegistryCredential(server: "o.test", username: "u", password: SecretBytes(utf8: "p")),
            ])
        return "# ours\n" + secret.yamlText.replacing("kind: Secret", with: "kind: Secret   # a secret")
            + "---\nother: 1\n"
    }

    @Test(arguments: PullSecretFormat.allCases)
    func changesTheValueAndNothingElse(_ format: PullSecretFormat) throws {
        let before = try manifest(format)
        var text = try PullSecretText(Array(before.utf8), source: "s.yaml")
        #expect(try text.set(credential("r.test")) == ["https://r.test"])
        let after = text.text.string
        let changed = zip(before.split(separator: "\n"), after.split(separator: "\n")).filter { $0 != $1 }
        #expect(changed.count == 1)
        #expect(changed.first?.0.hasPrefix("  \(format.dataKey): ") == true)
        let read = try #require(try PullSecretInspection.inspections(of: Array(after.utf8), source: "").first)
        #expect(Set(read.registries.map(\.server)) == ["https://r.test", "o.test"])
        let entry = try #require(read.registries.first { $0.server == "https://r.test" })
        #expect(entry.username == "robot")
        #expect(entry.revealedPassword()?.exposedText == "new")
        #expect(read.problems.isEmpty && read.registries.allSatisfy(\.problems.isEmpty))
    }

    @Test func addsAndRemoves() throws {
        var text = try PullSecretText(Array(try manifest().utf8), source: "s.yaml")
        #expect(try text.set(credential("new.test/team")) == [])
        try text.remove("o.test")
        let read = try PullSecretInspection.inspections(of: text.text.bytes, source: "")
        #expect(read.first?.registries.map(\.server) == ["https://r.test", "new.test/team"])
        #expect(throws: RegistryError.self) { try text.remove("o.test") }
    }

    @Test func plainTextStaysPlainText() throws {
        let before = """
            kind: Secret
            type: kubernetes.io/dockerconfigjson
            stringData:
              .dockerconfigjson: |
                {"auths":{"r.test":{"auth":"dTpw"}}}

            """
        var text = try PullSecretText(Array(before.utf8), source: "s.yaml")
        _ = try text.set(credential("r.test"))
        #expect(text.text.string.contains(#"{"auths":{"r.test":{"auth":"cm9ib3Q6bmV3""#))
    }

    @Test(arguments: ["", "kind: Pod", "[]", "kind: Secret\ntype: Opaque\n", "{"])
    func whatIsNoPullSecretIsRefused(_ text: String) {
        #expect(throws: RegistryError.self) { _ = try PullSecretText(Array(text.utf8), source: "x") }
    }

    @Test func whatAKubeletCouldNotUseIsNotWritten() throws {
        var text = try PullSecretText(Array(try manifest().utf8), source: "s.yaml")
        let empty = RegistryCredential(server: "r.test", username: "u", password: SecretBytes([]))
        #expect(throws: RegistryError.self) { _ = try text.set(empty) }
    }
}
