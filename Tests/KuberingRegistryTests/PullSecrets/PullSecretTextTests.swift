// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
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
        #expect(try text.set(credential("r.test")) == .init(secrets: 1, isNew: false))
        let after = String(decoding: text.bytes, as: UTF8.self)
        let isValue = { (line: Substring) in line.hasPrefix("  \(format.dataKey): ") }
        let lines = { (text: String) in
            text.split(separator: "\n", omittingEmptySubsequences: false).map { isValue($0) ? "VALUE" : $0 }
        }
        #expect(lines(before).count { $0 == "VALUE" } == 1)
        #expect(lines(after) == lines(before))
        #expect(after != before)
        let read = try #require(try PullSecretInspection.inspections(of: Array(after.utf8), source: "").first)
        #expect(Set(read.registries.map(\.server)) == ["https://r.test", "o.test"])
        let entry = try #require(read.registries.first { $0.server == "https://r.test" })
        #expect(entry.username == "robot")
        #expect(entry.revealedPassword()?.exposedText == "new")
        #expect(read.problems.isEmpty && read.registries.allSatisfy(\.problems.isEmpty))
    }

    @Test func addsAndRemoves() throws {
        var text = try PullSecretText(Array(try manifest().utf8), source: "s.yaml")
        #expect(try text.set(credential("new.test/team")) == .init(secrets: 1, isNew: true))
        #expect(try text.remove("o.test") == .init(secrets: 1, isNew: false))
        let read = try PullSecretInspection.inspections(of: text.bytes, source: "")
        #expect(read.first?.registries.map(\.server) == ["https://r.test", "new.test/team"])
        #expect(throws: RegistryError.self) { _ = try text.remove("o.test") }
    }

    /// Documents and a List, and what is between them.
    private func several() throws -> String {
        let secret = try manifest()
        let other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}   # not ours\n"
        let value = try #require(secret.firstMatch(of: #/ (ey\S+)\n/#)?.output.1)
        let list = """
            kind: List
            items:
            - {kind: Secret, metadata: {name: in-list}, data: {.dockerconfigjson: \(value)}, type: kubernetes.io/dockerconfigjson}
            - kind: Pod

            """
        return "---\n" + other + "---\n" + secret + "--- # last\n" + list + "...\n"
    }

    @Test func everyPullSecretOfTheTextIsChanged() throws {
        let before = try several()
        var text = try PullSecretText(Array(before.utf8), source: "s.yaml")
        #expect(text.bytes == Array(before.utf8))
        #expect(try text.set(credential("r.test")) == .init(secrets: 2, isNew: false))
        let after = String(decoding: text.bytes, as: UTF8.self)
        let changed = zip(before.split(separator: "\n"), after.split(separator: "\n")).filter { $0 != $1 }
        #expect(changed.count == 2)
        #expect(before.split(separator: "\n").count == after.split(separator: "\n").count)
        let read = try PullSecretInspection.inspections(of: text.bytes, source: "")
        #expect(read.compactMap(\.name) == ["s", "in-list"])
        #expect(read.allSatisfy { $0.registries.first { $0.server == "https://r.test" }?.username == "robot" })
    }

    @Test func aNewRegistryIsNotPutWhereItIsNotMeant() throws {
        let before = Array(try several().utf8)
        var text = try PullSecretText(before, source: "s.yaml")
        let error = try #require(throws: RegistryError.self) { _ = try text.set(credential("new.test")) }
        #expect(
            error.description
                == "no pull secret in s.yaml has registry \"new.test\" yet; say with --secret which one gets it: \"s\", \"in-list\""
        )
        var one = try PullSecretText(before, source: "s.yaml", secret: "in-list")
        #expect(try one.set(credential("new.test")) == .init(secrets: 1, isNew: true))
        #expect(throws: RegistryError.self) { _ = try PullSecretText(before, source: "s.yaml", secret: "x") }
    }

    @Test func whatIsShownHasNoValue() throws {
        let old = try PullSecretText(Array(try several().utf8), source: "s.yaml")
        var new = old
        _ = try new.set(credential("r.test"))
        let shown = String(decoding: try new.redacted(since: old), as: UTF8.self)
        // All that is not a value is there, and no value is.
        func hidden(_ text: PullSecretText) -> String {
            String(decoding: text.bytes, as: UTF8.self)
                .replacing(/(\.dockerconfigjson: )[^\n}]+/) { "\($0.output.1)REDACTED (new)" }
        }
        #expect(shown == hidden(new))
        #expect(shown == hidden(old))
        #expect(String(decoding: try old.redacted(since: old), as: UTF8.self) == shown.replacing(" (new)", with: ""))
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
        #expect(String(decoding: text.bytes, as: UTF8.self).contains(#"{"auths":{"r.test":{"auth":"cm9ib3Q6bmV3""#))
    }

    @Test(arguments: ["", "kind: Pod", "[]", "kind: Secret\ntype: Opaque\n", "{"])
    func whatIsNoPullSecretIsRefused(_ text: String) {
        #expect(throws: RegistryError.self) { _ = try PullSecretText(Array(text.utf8), source: "x") }
    }

    @Test func whatTheAPIServerRefusesIsNotWritten() throws {
        var text = try PullSecretText(Array(try manifest().utf8), source: "s.yaml")
        let before = text.bytes
        let password = SecretBytes([UInt8](repeating: UInt8(ascii: "x"), count: 700_000))
        let error = #expect(throws: RegistryError.self) {
            _ = try text.set(RegistryCredential(server: "r.test", username: "u", password: password))
        }
        #expect(error?.code == .secretTooLarge)
        #expect(text.bytes == before)
    }

    @Test func whatAKubeletCouldNotUseIsNotWritten() throws {
        var text = try PullSecretText(Array(try manifest().utf8), source: "s.yaml")
        let empty = RegistryCredential(server: "r.test", username: "u", password: SecretBytes([]))
        #expect(throws: RegistryError.self) { _ = try text.set(empty) }
    }
}
