// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

/// How many columns of a terminal a text takes.
@Suite struct TextColumnsTests {
    @Test(arguments: [
        ("", 0), ("prod", 4), ("grüße", 5), ("gru\u{308}ße", 5), ("日本", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("ｗ", 2), ("✅", 2), ("⚡", 2), ("☁", 1), ("🌡", 1), ("🚀", 2), ("🇩🇪", 2), ("é\u{301}", 1), ("→", 1), ("Ελ", 2),
        ("❤\u{FE0F}", 1),
    ])
    func wideCharactersTakeTwoAndMarksNone(_ text: String, _ columns: Int) {
        #expect(TextColumns.count(text) == columns)
    }

    @Test(arguments: [
        ("production", 10, "production"), ("production", 7, "pro…ion"), ("production", 1, "…"), ("production", 0, ""),
        ("日本語日本語", 7, "日…語"), ("日本語", 1, "…"),
    ])
    func whatIsTooLongLosesItsMiddle(_ text: String, _ limit: Int, _ expected: String) {
        let shown = TextColumns.shortened(text, to: limit)
        #expect(shown == expected)
        #expect(TextColumns.count(shown) <= limit)
    }
}
