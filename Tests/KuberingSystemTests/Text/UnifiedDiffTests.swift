// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Our diff is that of diff(1).
struct UnifiedDiffTests {
    /// What `diff -u` prints below its header.
    private func diff(_ old: String, _ new: String, in folder: TestFolder) throws -> String {
        try folder.write(old, to: "old")
        try folder.write(new, to: "new")
        let outcome = try TestProcess.run(
            ["diff", "-u", "--minimal", "--label=a", "--label=a", folder.path + "/old", folder.path + "/new"],
            environment: [:])
        #expect(outcome.end == .exited(old == new ? 0 : 1))
        return outcome.output
    }

    private func ours(_ old: String, _ new: String) -> String {
        UnifiedDiff.text(from: Array(old.utf8), to: Array(new.utf8), name: "a")
    }

    @Test(arguments: [
        ("", ""), ("a\n", "a\n"), ("", "a\n"), ("a\n", ""), ("a", "a\n"), ("a\n", "a"), ("a", "b"), ("\n", "\n\n"),
        ("a\nb\nc\n", "a\nx\nc\n"), ("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n"),
        ("1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n"), ("a\nb", "a\nc"), ("a\tb\n", "a\tc\n"),
        ("a\r\nb\r\n", "a\r\nc\r\n"), ("ü\n", "ö\n"),
    ])
    func smallTextsDifferAsDiffPrintsIt(_ old: String, _ new: String) throws {
        #expect(try ours(old, new) == diff(old, new, in: TestFolder()))
    }

    @Test(arguments: 1...60)
    func randomEditsDifferAsDiffPrintsThem(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Unlike lines, so that there is only one shortest way from one text to the other.
        var lines = (0..<Int.random(in: 1...60, using: &generator)).map { "line \($0)" }
        let old = lines.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")
        for edit in 0..<Int.random(in: 0...6, using: &generator) {
            let place = Int.random(in: 0...lines.count, using: &generator)
            switch Int.random(in: 0...2, using: &generator) {
            case 0: lines.insert("new \(edit)", at: place)
            case 1 where place < lines.count: lines[place] = "changed \(edit)"
            default: if place < lines.count { lines.remove(at: place) }
            }
        }
        let new = lines.joined(separator: "\n") + (Bool.random(using: &generator) && !lines.isEmpty ? "\n" : "")
        #expect(try ours(old, new) == diff(old, new, in: TestFolder()))
    }

    @Test(arguments: 1...40)
    func everyDiffCanBeApplied(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Lines that repeat or move: several ways are equally short, and each must lead to the new text.
        func text(_ generator: inout SeededGenerator) -> String {
            (0..<Int.random(in: 1...30, using: &generator))
                .map { _ in (["a", "b", "c"] + (0..<9).map { "line \($0)" }).randomElement(using: &generator) ?? "" }
                .joined(separator: "\n") + "\n"
        }
        let (old, new) = (text(&generator), text(&generator))
        let folder = try TestFolder()
        try folder.write(old, to: "a")
        let patch = ours(old, new)
        guard old != new else { return #expect(patch.isEmpty) }
        let outcome = try TestProcess.run(
            ["git", "apply", "-p0", "--unsafe-paths", "--directory=" + folder.path, "-"],
            environment: ["GIT_CEILING_DIRECTORIES": "/", "GIT_DIR": "/nonexistent"], input: Array(patch.utf8))
        #expect(outcome.end == .exited(0), "\(outcome.errors)\(patch)")
        #expect(try FileSnapshot.read(folder.path + "/a", limit: 1 << 20).bytes == Array(new.utf8))
    }

    /// The time does not grow with the square of the changes.
    @Test func manyChanges() {
        let old = (0..<40_000).map { $0.isMultiple(of: 2) ? "line \($0)\n" : "same\n" }
        let new = old.indices.filter { $0 % 8 > 3 }.map { old[$0] }
        let diff = ours(old.joined(), new.joined())
        #expect(diff.split(separator: "\n").count { $0.hasPrefix("-") } == 1 + 20_000)
        #expect(diff.split(separator: "\n").count { $0.hasPrefix("+") } == 1)
    }

    /// Nor where one side has nothing, or little, of the other.
    @Test func muchOnOneSide() {
        let fleet = (0..<60_000).map { "line \($0)\n" }.joined()
        let start = ContinuousClock.now
        for (old, new, count) in [
            ("", fleet, 60_000), ("a\nb\n" + fleet, "a\nc\n", 60_002), ("x\n", "y\n" + fleet, 60_002),
        ] {
            let diff = ours(old, new).split(separator: "\n").dropFirst(3)
            #expect(diff.count { $0.hasPrefix("-") || $0.hasPrefix("+") } == count)
        }
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func controlCharactersAreEscaped() {
        #expect(
            UnifiedDiff.text(from: Array("a\n".utf8), to: Array("\u{1B}[2J\n".utf8), name: "x\u{7}")
                == "--- x\\u{7}\n+++ x\\u{7}\n@@ -1 +1 @@\n-a\n+\\u{1B}[2J\n")
        #expect(UnifiedDiff.text(from: [], to: [0x61]) == "@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n")
    }
}
