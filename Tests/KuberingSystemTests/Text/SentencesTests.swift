// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import Testing

/// Parts of sentences.
@Suite struct SentencesTests {
    @Test(arguments: [
        ("Remove one of them.", "remove one of them"), ("a b", "a b"), ("Éa", "éa"), (".", "."), ("", ""), ("A", "a"),
    ])
    func aClauseHasNoCapitalAndNoPeriod(_ text: String, _ clause: String) { #expect(text.asClause == clause) }

    @Test(arguments: [
        ([], ""), (["a"], "a"), (["a", "b"], "a, b"), (["a", "b", "c"], "a, b and 1 more"),
        (["a", "b", "c", "d"], "a, b and 2 more"),
    ])
    func whatIsTooManyToNameIsCounted(_ names: [String], _ text: String) {
        #expect(names.listed(atMost: 2) == text)
    }

    @Test func errorNumbersAreWordsInsideOfASentence() {
        #expect(ErrorNumber.words(EACCES) == "permission denied")
    }
}
