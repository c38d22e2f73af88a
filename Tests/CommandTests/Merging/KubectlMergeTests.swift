// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Every file of the corpus merged into others: kubectl reads from each entry afterwards what it read before.
@Suite struct KubectlMergeTests {
    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")
    static let targets = [
        "kubeadm.yaml", "comments-everywhere.yaml", "pretty.json", "crlf.yaml", "empty-sections.yaml",
    ]

    // kubectl does not say what a relative path is relative to; MergeCommandTests looks at those.
    @Test(arguments: Directory.names(in: corpus).filter { $0 != "relative-paths.yaml" })
    func entriesMeanTheSame(_ fixture: String) throws {
        let source = Self.corpus + "/" + fixture
        let incoming = try view(source)
        for target in Self.targets {
            let folder = try TestFolder()
            let bytes = try FileSnapshot.read(Self.corpus + "/" + target, limit: 1 << 20).bytes
            try folder.write(String(decoding: bytes, as: UTF8.self), to: "target")
            let before = try view(folder.path + "/target")
            let result = try FakeWorld().run(
                ["merge", source, "--into", folder.path + "/target", "--yes", "--all", "-o", "json"])
            guard result.status == 0 else {
                // A file without entries is an error, and nothing else.
                #expect(result.errors.contains("holds no context"), "\(fixture) into \(target): \(result)")
                continue
            }
            let after = try view(folder.path + "/target")
            let story: Comment = "\(fixture) into \(target)"
            let plan = try JSONValue(parsing: Array(result.output.utf8))["entries"]?.array ?? []
            #expect(
                plan.count == ["contexts", "clusters", "users"].reduce(0) { $0 + (incoming[$1]?.array?.count ?? 0) })
            for entry in plan {
                let kind = try #require(entry["kind"]?.string)
                let old = try content(kind, try #require(entry["name"]?.string), in: incoming)
                let new = try content(kind, try #require(entry["newName"]?.string), in: after)
                guard kind == "context" else {
                    #expect(old == new, story)
                    continue
                }
                #expect(old["namespace"] == new["namespace"] && old["extensions"] == new["extensions"], story)
                for field in ["cluster", "user"] {
                    guard let name = old[field]?.string, has(field, name, in: incoming) else { continue }
                    let served = try content(field, try #require(new[field]?.string), in: after)
                    #expect(try content(field, name, in: incoming) == served, story)
                }
            }
            for list in ["contexts", "clusters", "users"] {
                // What was there stays as it was.
                for item in before[list]?.array ?? [] { #expect(after[list]?.array?.contains(item) == true, story) }
            }
            if before["current-context"] != "" {
                #expect(before["current-context"] == after["current-context"], story)
            }
        }
    }

    private func has(_ kind: String, _ name: String, in config: JSONValue) -> Bool {
        config[kind + "s"]?.array?.contains { $0["name"]?.string == name } == true
    }

    private func content(_ kind: String, _ name: String, in config: JSONValue) throws -> JSONValue {
        let item = config[kind + "s"]?.array?.first { $0["name"] == .string(name) }
        return try #require(item?[kind], "no \(kind) \(name)")
    }

    private func view(_ path: String) throws -> JSONValue {
        let outcome = try TestProcess.run(
            ["kubectl", "config", "view", "--raw", "-o", "json", "--kubeconfig", path],
            environment: ["HOME": "/nonexistent"])
        try #require(outcome.end == .exited(0), "\(path): \(outcome.errors)")
        return try JSONValue(parsing: Array(outcome.output.utf8))
    }
}
