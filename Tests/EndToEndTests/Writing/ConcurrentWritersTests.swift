// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Many programs that change one file at the same time.
@Suite(.serialized) struct ConcurrentWritersTests {
    @Test("of fifty writers none loses what another wrote, and every reader sees a whole file")
    func onlyKubering() throws {
        let original = ManyContexts(count: 40)
        let home = try Home(original.text)
        var expected = original
        var writers: [TestProcess] = []
        for index in 0..<40 {
            expected.namespaces[index] = "namespace-\(index)"
            writers.append(try home.start(["ns", "namespace-\(index)", "--context", "context-\(index)"]))
            if index % 4 == 0 { writers.append(try home.start(["use", "context-\(index + 3)"])) }
        }
        let readers = [
            try home.start(["config", "view", "--raw", "-o", "json"], program: "kubectl"),
            try home.start(["list", "-o", "json"]),
            try home.start(["config", "get-contexts", "-o", "name"], program: "kubectl"),
            try home.start(["list", "-o", "name"]),
        ]
        try readWhile(writers, home, entries: 40)
        #expect(writers.count == 50)
        for writer in writers {
            let outcome = writer.outcome()
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
        }
        for reader in readers {
            let outcome = reader.outcome()
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
            #expect((0..<40).allSatisfy { outcome.output.contains("context-\($0)") })
        }
        expected.current = try home.kubering("current").output.trimmingNewline
        #expect(try home.text() == expected.text)
        #expect((0..<10).map { "context-\($0 * 4 + 3)" }.contains(expected.current))
        #expect(home.names() == ["config"])
        // Nor was any of the ways back lost.
        for index in 0..<40 {
            let back = try home.kubering("ns", "-", "--context", "context-\(index)")
            #expect(back.end == .exited(0), "\(back.errors)")
        }
        expected.namespaces = original.namespaces
        #expect(try home.text() == expected.text)
    }

    @Test("every change of many writers is in the history, and all of them are taken back, by many at once")
    func undone() throws {
        let original = ManyContexts(count: 12)
        let home = try Home(original.text)
        let writers = try (0..<12).map { index in
            try home.start(["ns", "namespace-\(index)", "--context", "context-\(index)"])
        }
        for writer in writers { #expect(writer.outcome().end == .exited(0)) }
        let numbers = try home.kubering("history", "-o", "name").output.split(separator: "\n").compactMap { Int($0) }
        #expect(numbers == (1...12).reversed())
        let undoers = try numbers.map { try home.start(["undo", String($0)]) }
        for undoer in undoers {
            let outcome = undoer.outcome()
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
        }
        #expect(try home.text() == original.text)
        // Two that want the same change back: one of them gets it.
        let pair = try (0..<2).map { _ in try home.start(["undo", "--redo", "7"]) }.map { $0.outcome() }
        #expect(pair.filter { $0.end == .exited(0) }.count == 1, "\(pair)")
        #expect(try home.text() != original.text)
        #expect(try home.kubering("undo").end == .exited(0))
        #expect(try home.text() == original.text)
    }

    @Test("kubering among kubectl's writers loses nothing that kubectl wrote, nor what was there")
    func withKubectl() throws {
        let home = try Home(ManyContexts(count: 20).text)
        // Again when there is a lock, for which kubectl does not wait. One kubectl after the other: two of them at once lose each other's changes with exit status 0.
        let kubectls = try TestProcess(
            [
                "sh", "-c",
                """
                for i in 1 2 3 4 5 6 7 8 9 10; do
                    until kubectl config set-context "added-$i" --cluster=everywhere --user=somebody; do sleep 0.05; done
                done
                """,
            ], environment: home.environment)
        var writers: [TestProcess] = []
        var rounds = 0
        repeat {
            for index in 0..<4 {
                let context = "context-\((rounds * 4 + index) % 20)"
                writers.append(
                    try home.start(index == 0 ? ["use", context] : ["ns", "round-\(rounds)", "--context", context]))
            }
            // Nobody looks at the file meanwhile: kubectl empties it before it writes.
            for writer in writers.suffix(4) { _ = writer.outcome() }
            rounds += 1
        } while writers.count < 50 || (!kubectls.hasEnded && writers.count < 300)
        for writer in writers {
            let outcome = writer.outcome()
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
        }
        #expect(kubectls.outcome().end == .exited(0))
        let names = try home.kubering("list", "-o", "name").output.split(separator: "\n").map(String.init)
        let text = try home.text()
        #expect(Set(names) == Set((0..<20).map { "context-\($0)" } + (1...10).map { "added-\($0)" }))
        #expect(text.contains(ManyContexts.secret))
        #expect(try TestProcess.run(["kubectl", "config", "view"], environment: home.environment).end == .exited(0))
    }

    /// Reads the file again and again until the writers have ended, and expects it whole each time.
    private func readWhile(_ writers: [TestProcess], _ home: Home, entries: Int) throws {
        repeat {
            let text = try home.text()
            let whole = text.contains(ManyContexts.secret) && text.contains("current-context: ")
            guard whole, text.components(of: "name: context-") >= entries else {
                Issue.record("a reader saw \(text)")
                break
            }
            usleep(500)
        } while writers.contains { !$0.hasEnded }
    }
}

extension String {
    /// How often the part occurs.
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
    fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
