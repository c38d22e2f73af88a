// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `onboard` on every file of the corpus: what was there stays, line by line, but for the keys of empty lists.
@Suite struct OnboardingLinesTests {
    static let corpus = LexicalPath.cleaned(LexicalPath.directory(of: #filePath) + "/../../Fixtures/Kubeconfigs")

    @Test func onboardingTakesNoLineAway() throws {
        let desktop = try Desktop(authority: Authority())
        let fixtures = Directory.names(in: Self.corpus)
        var changes = 0
        for fixture in fixtures {
            let original = try FileSnapshot.read(Self.corpus + "/" + fixture, limit: 1 << 20).bytes
            try desktop.write(String(decoding: original, as: UTF8.self))
            let outcome = try desktop.onboard()
            #expect(outcome.end == .exited(0), "\(fixture): \(outcome.errors)")
            let text = try desktop.text()
            let missing = ComparedLines(original).missing(in: ComparedLines(Array(text.utf8)))
            let isExpected = missing.allSatisfy { line in
                let line = line.filter { !$0.isWhitespace }
                // In brackets, all of a list is one line, and JSON has a comma between two items.
                return ["clusters:[]", "users:~", "}"].contains(line) || line.hasPrefix("clusters:[{")
                    || line.hasPrefix("users:[{")
            }
            #expect(isExpected, "\(fixture): \(missing)")
            changes += text.contains("jane@lab") ? 1 : 0
        }
        #expect(changes == fixtures.count && changes >= 30)
    }
}
