// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// The same change made by kubering and by `kubectl config`, on the whole corpus: kubectl then reads the same from both.
@Suite struct KubectlEditingTests {
    /// A command of ours and the one of kubectl with the same meaning.
    struct Pair: Sendable, CustomTestStringConvertible {
        let ours: [String]
        let theirs: [String]
        /// Whether kubering also clears `current-context` when it named what was deleted, which kubectl leaves dangling.
        var clearsCurrentContext = false

        var testDescription: String { ours.joined(separator: " ") }
    }

    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")

    private static func pairs(_ context: String) -> [Pair] {
        [
            Pair(
                ours: ["context", "rename", "--", context, "renamed it's"],
                theirs: ["rename-context", "--", context, "renamed it's"]),
            Pair(
                ours: ["context", "delete", "--yes", "--", context], theirs: ["delete-context", "--", context],
                clearsCurrentContext: true),
            Pair(
                ours: ["context", "set", "--user=y", "--namespace=123", "--", context],
                theirs: ["set-context", "--user=y", "--namespace=123", "--", context]),
            Pair(
                ours: ["context", "set", "--cluster=", "--", "new: one"],
                theirs: ["set-context", "--cluster=", "--", "new: one"]),
        ]
    }

    @Test(arguments: Directory.names(in: corpus))
    func kubectlReadsTheSame(_ fixture: String) throws {
        let folder = try TestFolder()
        let original = String(
            decoding: try FileSnapshot.read(Self.corpus + "/" + fixture, limit: 1 << 20).bytes, as: UTF8.self)
        try folder.write(original, to: "original")
        let config = try JSONValue(parsing: Array(view(folder.path + "/original").utf8))
        for context in config["contexts"]?.array?.compactMap({ $0["name"]?.string }) ?? [] where !context.isEmpty {
            for pair in Self.pairs(context) {
                try folder.write(original, to: "ours")
                try folder.write(original, to: "theirs")
                let world = try FakeWorld()
                let result = world.run(
                    Array(pair.ours.prefix(2)) + ["--kubeconfig", folder.path + "/ours"] + pair.ours.dropFirst(2))
                guard result.status == 0 else {
                    // What cannot be changed safely is refused, and nothing is touched.
                    #expect(result.errors.contains("alias") || result.errors.contains("merge key"), "\(result)")
                    #expect(try view(folder.path + "/ours") == view(folder.path + "/original"))
                    continue
                }
                _ = try kubectl(pair.theirs, folder.path + "/theirs")
                if pair.clearsCurrentContext { try clearDangling(context, folder.path + "/theirs") }
                #expect(try view(folder.path + "/ours") == view(folder.path + "/theirs"), "\(pair.ours)")
            }
        }
    }

    private func clearDangling(_ context: String, _ path: String) throws {
        guard try JSONValue(parsing: Array(view(path).utf8))["current-context"]?.string == context else { return }
        _ = try kubectl(["unset", "current-context"], path)
    }

    /// What kubectl reads, without what differs between an absent and an empty section, and the order of lists, which
    /// kubectl sorts.
    private func view(_ path: String) throws -> String {
        try kubectl(["view", "--raw", "-o", "json"], path).replacing("    \"preferences\": {},\n", with: "")
    }

    private func kubectl(_ arguments: [String], _ path: String) throws -> String {
        let outcome = try TestProcess.run(
            ["kubectl", "config", "--kubeconfig", path] + arguments, environment: ["HOME": "/nonexistent"])
        try #require(outcome.end == .exited(0), "\(arguments): \(outcome.errors)")
        return outcome.output
    }
}
