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

    /// What is run on a file.
    private static func runs(_ config: Kubeconfig, of fixture: String) -> [CorpusEdit.Run] {
        let turn = fixtures.firstIndex(of: fixture) ?? 0
        return CorpusEdit.all.flatMap { $0.runs(config) }.enumerated()
            .filter { ($0.offset + turn) % share == 0 }.map(\.element)
    }

    @Test(arguments: fixtures)
    func givesTheBytesBack(_ fixture: String) throws {
        let path = HistoryWorld.corpus + "/" + fixture
        let original = String(decoding: try FileSnapshot.read(path, limit: 1 << 20).bytes, as: UTF8.self)
        let config = try Kubeconfig.load(
            KubeconfigLocation(explicit: path, environment: [:], workingDirectory: "/"))
        let world = try HistoryWorld([fixture: original])
        try world.folder.write(CorpusEdit.incoming, to: "incoming.yaml")
        for (index, run) in Self.runs(config, of: fixture).enumerated() {
            try world.folder.write(original, to: fixture)
            // Each extracts into a folder of its own.
            let named = { (words: [String]) in words.map { $0 == "pki" ? "pki-\(index)" : $0 } }
            for preparation in run.preparations { _ = try world.run(named(preparation)) }
            let (before, count) = (try world.text(fixture), world.historyFiles.count)
            let result = try world.run(named(run.arguments), input: "t0ken\n")
            let changed = try world.text(fixture)
            guard changed != before else {
                #expect(world.historyFiles.count == count, "\(run.arguments): \(result)")
                continue
            }
            #expect(world.historyFiles.count == count + 1, "\(run.arguments): \(result)")
            try world.go(.undo)
            #expect(try world.text(fixture) == before, "\(run.arguments)")
            try world.go(.redo)
            #expect(try world.text(fixture) == changed, "\(run.arguments)")
            try world.go(.undo)
            #expect(try world.text(fixture) == before, "\(run.arguments)")
        }
        #expect(world.historyFiles.count > 3)
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
