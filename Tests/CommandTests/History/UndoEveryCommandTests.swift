// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingWorkflows
import Testing

/// Every command that changes a kubeconfig, on every file of the corpus: undone, the file is what it was, to the byte.
@Suite struct UndoEveryCommandTests {
    /// The parser takes long in a debug build: a third of the commands is run on each file, another third on the next.
    static let share = 3
    static let fixtures = Directory.names(in: HistoryWorld.corpus)

    /// Command lines for the entries of a file; `-` at the end of one stands for a secret on standard input.
    private static func commands(_ config: Kubeconfig, of fixture: String) -> [[String]] {
        var commands: [[String]] = [
            ["context", "set", "new: one", "--cluster", "c", "--namespace", "x"],
            ["cluster", "set", "new", "--server", "https://new.example", "--tls-server-name", "n"],
            ["user", "set", "new", "--username", "jane"],
            ["use", "--unset"],
            ["embed", "--all"],
            ["extract", "--all", "--directory", "pki"],
        ]
        for name in config.names(.context).prefix(1) where !name.isEmpty {
            commands += [
                ["use", "--", name], ["ns", "web", "--context=" + name], ["ns", "--unset", "--context=" + name],
                ["context", "set", "--cluster=", "--namespace=123", "--", name],
                ["context", "rename", "--", name, "renamed it's"], ["context", "copy", "--", name, "y"],
                ["context", "delete", "--prune", "--", name],
            ]
        }
        for (kind, names) in [("cluster", config.names(.cluster)), ("user", config.names(.user))] {
            for name in names.prefix(1) where !name.isEmpty {
                commands += [
                    [kind, "rename", "--", name, "ünlike"], [kind, "delete", "--force", "--", name],
                    kind == "cluster"
                        ? [
                            "cluster", "set", "--server=https://else.example:1", "--insecure-skip-tls-verify", "--",
                            name,
                        ]
                        : ["user", "set", "--token-stdin", "--", name],
                ]
            }
        }
        let turn = fixtures.firstIndex(of: fixture) ?? 0
        return commands.enumerated().filter { ($0.offset + turn) % share == 0 }.map(\.element)
    }

    @Test(arguments: fixtures)
    func givesTheBytesBack(_ fixture: String) throws {
        let original = String(
            decoding: try FileSnapshot.read(HistoryWorld.corpus + "/" + fixture, limit: 1 << 20).bytes, as: UTF8.self)
        let path = HistoryWorld.corpus + "/" + fixture
        let config = try Kubeconfig.load(
            KubeconfigLocation(explicit: path, environment: [:], workingDirectory: "/"))
        let world = try HistoryWorld([fixture: original])
        for command in Self.commands(config, of: fixture) {
            let count = world.historyFiles.count
            let result = try world.run(command, input: "t0ken\n")
            let changed = try world.text(fixture)
            guard result.status == 0, changed != original else {
                #expect(changed == original && world.historyFiles.count == count, "\(command): \(result)")
                continue
            }
            #expect(world.historyFiles.count == count + 1, "\(command): \(result)")
            try world.go(.undo)
            #expect(try world.text(fixture) == original, "\(command)")
            try world.go(.redo)
            #expect(try world.text(fixture) == changed, "\(command)")
            try world.go(.undo, count + 1)
            #expect(try world.text(fixture) == original, "\(command)")
        }
        #expect(world.historyFiles.count > 1)
    }

    @Test(arguments: stride(from: 0, to: fixtures.count, by: share).map { fixtures[$0] })
    func goesBackSeveralSteps(_ fixture: String) throws {
        let bytes = try FileSnapshot.read(HistoryWorld.corpus + "/" + fixture, limit: 1 << 20).bytes
        let world = try HistoryWorld([fixture: String(decoding: bytes, as: UTF8.self)])
        var texts = [try world.text(fixture)]
        for command in [
            ["cluster", "set", "one", "--server", "https://one"], ["context", "set", "one", "--cluster", "one"],
            ["use", "one"], ["ns", "web"], ["context", "rename", "one", "two"],
            ["user", "set", "one", "--username", "x"], ["context", "delete", "two", "--prune"],
        ] {
            let result = try world.run(command)
            #expect(result.status == 0, "\(command): \(result)")
            texts.append(try world.text(fixture))
        }
        for text in texts.dropLast().reversed() {
            try world.go(.undo)
            #expect(try world.text(fixture) == text)
        }
        #expect(throws: WorkflowError.self) { try world.go(.undo) }
        for text in texts.dropFirst() {
            try world.go(.redo)
            #expect(try world.text(fixture) == text)
        }
        #expect(throws: WorkflowError.self) { try world.go(.redo) }
    }
}
