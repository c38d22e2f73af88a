// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@Suite("Renaming a key")
struct RenamingTests {
    private static let cases: [EditCase] = [
        EditCase("keeps the quotes", "'a': 1\nb: 2\n", .renameKey(["a"], "c"), "'c': 1\nb: 2\n"),
        EditCase("keeps comments and value", "a:   1 # c\n", .renameKey(["a"], "c"), "c:   1 # c\n"),
        EditCase("quotes where it must", "a: 1\n", .renameKey(["a"], "on"), "\"on\": 1\n"),
        EditCase("in JSON", "{\"a\":1}", .renameKey(["a"], "b\"c"), "{\"b\\\"c\":1}"),
        EditCase("in flow", "{a: 1}\n", .renameKey(["a"], "b,c"), "{'b,c': 1}\n"),
        EditCase("repeated keys", "a: 1\nb: 2\na: 3\n", .renameKey(["a"], "c"), "c: 1\nb: 2\nc: 3\n"),
        EditCase("of an item", "- a: 1\n  b: 2\n", .renameKey([0, "a"], "c"), "- c: 1\n  b: 2\n"),
        EditCase("an explicit key", "? a\n: 1\n", .renameKey(["a"], "c"), "? c\n: 1\n"),
        EditCase("to the same name", "a: 1\n", .renameKey(["a"], "a"), "a: 1\n"),
        EditCase("with an alias for a key", "x: &k name\n*k : 1\n", .renameKey(["name"], "c"), "x: &k name\nc : 1\n"),
    ]

    @Test("gives exactly this text", arguments: cases)
    func wholeText(_ edit: EditCase) throws { try edit.check() }
}
