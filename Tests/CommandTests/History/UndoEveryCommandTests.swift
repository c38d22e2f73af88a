// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import Testing

/// Every command that changes a kubeconfig, on every file of the corpus: undone, the file is what it was, to the byte.
@Suite struct UndoEveryCommandTests {
    static let fixtures = Directory.names(in: HistoryWorld.corpus)

    /// Command lines for the entries of a file; `-` at the end of one stands for a secret on standard input.
    private static func commands(_ config: Kubeconfig) -> [[String]] {
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
        return commands
    }

    @Test(arguments: fixtures)
    func givesTheBytesBack(_ fixture: String) throws {
        let original = String(
            decoding: try FileSnapshot.read(HistoryWorld.corpus + "/" + fixture, limit: 1 << 20).bytes, as: UTF8.self)
        let path = HistoryWorld.corpus + "/" + fixture
        let config = try Kubeconfig.load(
            KubeconfigLocation(explicit: path, environment: [:], workingDirectory: "/"))
        let world = try HistoryWorld([fixture: original])
        for command in Self.commands(config) {
            let count = world.historyFiles.count
            let result = try world.run(command, input: "t0ken\n")
            let changed = try world.text(fixture)
            guard result.status == 0, changed != original else {
                #expect(changed == original && world.historyFiles.count == count, "\(command): \(result)")
                continue
            }
            #expect(world.historyFiles.count == count + 1, "\(command): \(result)")
            let back = try world.run("undo")
            #expect(back.status == 0, "\(command): \(back)")
            #expect(try world.text(fixture) == original, "\(command)")
            let again = try world.run("undo", "--redo")
            #expect(again.status == 0, "\(command): \(again)")
            #expect(try world.text(fixture) == changed, "\(command)")
            #expect(try world.run("undo", "\(count + 1)").status == 0, "\(command)")
            #expect(try world.text(fixture) == original, "\(command)")
        }
        #expect(world.historyFiles.count > 5)
    }

    @Test(arguments: fixtures)
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
            #expect(try world.run("undo").status == 0)
            #expect(try world.text(fixture) == text)
        }
        #expect(try world.run("undo").status == 2)
        for text in texts.dropFirst() {
            #expect(try world.run("undo", "--redo").status == 0)
            #expect(try world.text(fixture) == text)
        }
        #expect(try world.run("undo", "--redo").status == 2)
    }
}
