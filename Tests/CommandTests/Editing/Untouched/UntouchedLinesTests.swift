// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

/// Every command that changes a kubeconfig, on every file of the corpus: the lines that do not belong to the change are
/// the same bytes in the same order, before and after.
@Suite struct UntouchedLinesTests {
    @Test(arguments: CorpusEdit.all)
    func linesThatAnEditIsNotAboutStay(_ edit: CorpusEdit) throws {
        var changes = 0
        for fixture in Directory.names(in: HistoryWorld.corpus) {
            let original = try FileSnapshot.read(HistoryWorld.corpus + "/" + fixture, limit: 1 << 20).bytes
            let config = try Kubeconfig.load(Self.only(HistoryWorld.corpus + "/" + fixture))
            for run in edit.runs(config) {
                let world = try HistoryWorld([fixture: String(decoding: original, as: UTF8.self)])
                try world.folder.write(CorpusEdit.incoming, to: "incoming.yaml")
                for preparation in run.preparations { _ = try world.run(preparation) }
                let path = world.folder.path + "/" + fixture
                let before = try #require(try Kubeconfig.load(Self.only(path)).files.first)
                let result = try world.run(run.arguments, input: "t0ken\n")
                let after = try #require(try Kubeconfig.load(Self.only(path)).files.first)
                let isSame = before.document.text.hasSameBytes(as: after.document.text)
                // What cannot be changed without touching something else is refused.
                guard !isSame else { continue }
                changes += 1
                #expect(
                    ["check", "extract"].contains(run.arguments.first) || result.status == 0,
                    "\(run.arguments): \(result)")
                let (left, right) = (
                    UntouchedLines(before).outside(run.before, comparedWith: after),
                    UntouchedLines(after).outside(run.after, comparedWith: before)
                )
                guard left != right else { continue }
                let diff = UnifiedDiff.text(
                    from: Array(left.joined(separator: "\n").utf8), to: Array(right.joined(separator: "\n").utf8))
                Issue.record("\(fixture), \(run.arguments):\n\(diff)")
            }
        }
        #expect(changes == edit.changes)
    }

    private static func only(_ path: String) -> KubeconfigLocation {
        KubeconfigLocation(explicit: path, environment: [:], workingDirectory: "/")
    }
}
