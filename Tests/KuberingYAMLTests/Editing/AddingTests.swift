// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@Suite("Adding an entry")
struct AddingTests {
    private static let cases: [EditCase] = [
        EditCase(
            "an entry at the end", "a: 1\nb:\n  c: 2\n# tail\n", .set(["d"], "x"), "a: 1\nb:\n  c: 2\nd: x\n# tail\n"),
        EditCase("an entry without final newline", "a: 1", .set(["d"], "x"), "a: 1\nd: x"),
        EditCase(
            "an entry of a list item", "l:\n- a: 1 # c\n- b: 2\n", .set(["l", 0, "d"], "x"),
            "l:\n- a: 1 # c\n  d: x\n- b: 2\n"),
        EditCase("in flow", "c: {a: 1}\n", .set(["c", "d"], "x"), "c: {a: 1, d: x}\n"),
        EditCase("in pretty JSON", "{\n  \"a\": 1\n}\n", .set(["d"], "x"), "{\n  \"a\": 1,\n  \"d\": \"x\"\n}\n"),
        EditCase("in compact JSON", "{\"a\":1}\n", .set(["d"], "x"), "{\"a\":1,\"d\":\"x\"}\n"),
        EditCase("to an empty file", "", .set(["d"], "x"), "d: x\n"),
        EditCase("to comments only", "# mine\n", .set(["d"], "x"), "# mine\nd: x\n"),
        EditCase("after a marker", "---\n", .set(["d"], "x"), "---\nd: x\n"),
        EditCase("through missing mappings", "a: 1\n", .set(["b", "c"], "x"), "a: 1\nb:\n  c: x\n"),
        EditCase("below null", "b:\na: 1\n", .set(["b", "c"], "x"), "b:\n  c: x\na: 1\n"),
        EditCase("CRLF", "a: 1\r\n", .set(["d"], "x"), "a: 1\r\nd: x\r\n"),
        EditCase("after a folded scalar", "a: >\n  x\n  y\n", .set(["d"], "x"), "a: >\n  x\n  y\nd: x\n"),
        EditCase(
            "makes a merged key local", "x: &x {a: 1}\nb:\n  <<: *x\n", .set(["b", "a"], "z"),
            "x: &x {a: 1}\nb:\n  <<: *x\n  a: z\n"),
        EditCase("like quoted siblings", "\"a\": 1\n", .set(["d"], "x"), "\"a\": 1\n\"d\": x\n"),
        EditCase("a key that must be quoted", "a: 1\n", .set(["no"], "x"), "a: 1\n\"no\": x\n"),
        EditCase("the key <<", "a: 1\n", .set(["<<"], "x"), "a: 1\n'<<': x\n"),
        EditCase("into a block without a final break", "a: |\n  x", .set(["d"], "y2"), "d: y2\na: |\n  x"),
        EditCase("behind kept blank lines", "a: |+\n  x\n\n", .set(["d"], "z"), "a: |+\n  x\n\nd: z\n"),
        EditCase(
            "before blank lines", "a:\n  b: 1\n\n\nc: 2\n", .set(["a", "d"], "x"), "a:\n  b: 1\n  d: x\n\n\nc: 2\n"),
        EditCase("behind nothing", "a:\n  b:\nc: 2\n", .set(["a", "d"], "x"), "a:\n  b:\n  d: x\nc: 2\n"),
        EditCase(
            "with four columns", "a:\n    b: 1\n", .set(["c"], ["d": ["e": "f"]]),
            "a:\n    b: 1\nc:\n    d:\n        e: f\n"),
        EditCase("with indented lists", "a:\n  - b\n", .set(["c"], ["d"]), "a:\n  - b\nc:\n  - d\n"),
        EditCase("multi-line text", "a: 1\n", .set(["c"], "x\ny\n"), "a: 1\nc: |\n  x\n  y\n"),
        EditCase(
            "in spread flow", "{\n  a: 1,\n  b: 2 # c\n}\n", .set(["d"], "x"), "{\n  a: 1,\n  b: 2, # c\n  d: x\n}\n"),
        EditCase("behind a last comma", "{\n  a: 1,\n}\n", .set(["d"], "x"), "{\n  a: 1,\n  d: x,\n}\n"),
        EditCase(
            "nested in pretty JSON", "{\n    \"a\": {\n        \"b\": 1\n    }\n}\n", .set(["c"], ["d": ["e"]]),
            "{\n    \"a\": {\n        \"b\": 1\n    },\n    \"c\": {\n        \"d\": [\n            \"e\"\n        ]\n    }\n}\n"
        ),
        EditCase("in JSON with tabs", "{\n\t\"a\": 1\n}\n", .set(["d"], "x"), "{\n\t\"a\": 1,\n\t\"d\": \"x\"\n}\n"),
        EditCase("to an empty JSON object", "{\"a\": {}}\n", .set(["a", "b"], "x"), "{\"a\": {\"b\": \"x\"}}\n"),
        EditCase("to comments without final break", "# mine", .set(["d"], "x"), "# mine\nd: x"),
        EditCase("between markers", "---\n---\na: 1\n", .set(["d"], "x"), "---\nd: x\n---\na: 1\n"),
        EditCase("to a byte-order mark", "\u{FEFF}", .set(["d"], "x"), "\u{FEFF}d: x\n"),
        EditCase("to an empty mapping", "a: {} # c\nb: 1\n", .set(["a", "d"], "x"), "a: # c\n  d: x\nb: 1\n"),
        EditCase("to an anchored empty mapping", "a: &n {}\n", .set(["a", "d"], "x"), "a: &n\n  d: x\n"),
        EditCase("to an anchored mapping", "a: &n\n  b: 1\n", .set(["a", "d"], "x"), "a: &n\n  b: 1\n  d: x\n"),
        EditCase(
            "a merged key is made local", "x: &x {a: 1}\nb: {<<: *x}\n", .set(["b", "a"], "z"),
            "x: &x {a: 1}\nb: {<<: *x, a: z}\n"),
        EditCase("behind explicit keys", "? a\n: 1\n", .set(["d"], "x"), "? a\n: 1\nd: x\n"),
        EditCase("behind a bare explicit key", "? a\n", .set(["d"], "x"), "? a\nd: x\n"),
    ]

    @Test("gives exactly this text", arguments: cases)
    func wholeText(_ edit: EditCase) throws { try edit.check() }
}
