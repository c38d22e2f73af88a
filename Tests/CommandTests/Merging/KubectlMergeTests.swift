// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Every file of the corpus merged into others: kubectl reads from each context afterwards what it read before.
@Suite struct KubectlMergeTests {
    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")
    static let targets = ["kubeadm.yaml", "comments-everywhere.yaml", "pretty.json", "crlf.yaml", "empty-sections.yaml"]

    @Test(arguments: Directory.names(in: corpus))
    func contextsMeanTheSame(_ fixture: String) throws {
        let folder = try TestFolder()
        let source = Self.corpus + "/" + fixture
        for target in Self.targets {
            let bytes = try FileSnapshot.read(Self.corpus + "/" + target, limit: 1 << 20).bytes
            let text = String(decoding: bytes, as: UTF8.self)
            try folder.write(text, to: "target")
            try folder.write(text, to: "before")
            let world = try FakeWorld()
            let result = world.run(["merge", source, "--into", folder.path + "/target", "--yes", "--all", "-o", "json"])
            guard result.status == 0 else {
                // Files without entries are an error, and nothing else.
                #expect(result.errors.contains("holds no context"), "\(fixture) into \(target): \(result)")
                continue
            }
            for entry in try JSONValue(parsing: Array(result.output.utf8))["entries"]?.array ?? [] {
                guard entry["kind"] == "context", let old = entry["name"]?.string, let new = entry["newName"]?.string,
                    case let before = try minified(source, old), before.end == .exited(0)
                else { continue }
                let after = try minified(folder.path + "/target", new)
                #expect(try content(after.output) == content(before.output), "\(fixture) into \(target): \(old)")
            }
            // What was there stays as it was.
            for context in try names(folder.path + "/before") {
                let (before, after) = try (minified(folder.path + "/before", context), minified(folder.path + "/target", context))
                #expect(before.output == after.output, "\(fixture) into \(target): \(context)")
            }
        }
    }

    private func names(_ path: String) throws -> [String] {
        let view = try kubectl(["view", "-o", "json"], path).output
        return try JSONValue(parsing: Array(view.utf8))["contexts"]?.array?.compactMap { $0["name"]?.string } ?? []
    }

    private func minified(_ path: String, _ context: String) throws -> TestProcess.Outcome {
        try kubectl(["view", "--raw", "--minify", "--flatten", "-o", "json", "--context", context], path)
    }

    /// The cluster, the user and the namespace, without the names that a merge may change.
    private func content(_ view: String) throws -> [JSONValue?] {
        let config = try JSONValue(parsing: Array(view.utf8))
        return [
            config["clusters"]?.array?.first?["cluster"], config["users"]?.array?.first?["user"],
            config["contexts"]?.array?.first?["context"]?["namespace"],
        ]
    }

    private func kubectl(_ arguments: [String], _ path: String) throws -> TestProcess.Outcome {
        try TestProcess.run(
            ["kubectl", "config", "--kubeconfig", path] + arguments, environment: ["HOME": "/nonexistent"])
    }
}
