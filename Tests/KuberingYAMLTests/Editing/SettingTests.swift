// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@Suite("Setting a value")
struct SettingTests {
    private static let cases: [EditCase] = [
        EditCase("plain with a comment", "a: x  # keep\nb: 1\n", .set(["a"], "y2"), "a: y2  # keep\nb: 1\n"),
        EditCase(
            "doubles an apostrophe that is one character with an accent", "a: 'x'\n", .set(["a"], "it'\u{301}s"),
            "a: 'it''\u{301}s'\n"),
        EditCase("keeps single quotes", "a: 'x' # c\n", .set(["a"], "it's"), "a: 'it''s' # c\n"),
        EditCase("keeps double quotes", "a: \"x\"\n", .set(["a"], "tab\t"), "a: \"tab\\t\"\n"),
        EditCase("quotes what YAML 1.1 would misread", "a: x\n", .set(["a"], "no"), "a: \"no\"\n"),
        EditCase("quotes numbers", "a: x\n", .set(["a"], "010"), "a: \"010\"\n"),
        EditCase("fills an empty value", "a:\nb: 1\n", .set(["a"], "x"), "a: x\nb: 1\n"),
        EditCase("fills an empty value with a comment", "a:   # none\n", .set(["a"], "x"), "a: x   # none\n"),
        EditCase("replaces null", "a: ~\n", .set(["a"], "x"), "a: x\n"),
        EditCase("replaces a literal block", "a: |\n  x\n  y\nb: 1\n", .set(["a"], "z"), "a: z\nb: 1\n"),
        EditCase("without a final newline", "b: 1\na: x", .set(["a"], "z"), "b: 1\na: z"),
        EditCase("CRLF", "a: x\r\nb: 1\r\n", .set(["a"], "z"), "a: z\r\nb: 1\r\n"),
        EditCase("BOM", "\u{FEFF}a: x\n", .set(["a"], "z"), "\u{FEFF}a: z\n"),
        EditCase("non-ASCII before it", "# größe 日本\nü: ß\na: x\n", .set(["a"], "z"), "# größe 日本\nü: ß\na: z\n"),
        EditCase("JSON on one line", "{\"a\":\"x\",\"b\":[1]}\n", .set(["a"], "z"), "{\"a\":\"z\",\"b\":[1]}\n"),
        EditCase("flow", "{a: x, b: 1}\n", .set(["a"], "z, 2"), "{a: 'z, 2', b: 1}\n"),
        EditCase("the last of repeated keys", "a: 1\nb: 2\na: 3\n", .set(["a"], "z"), "a: 1\nb: 2\na: z\n"),
        EditCase("only the first document", "a: x\n---\na: y\n", .set(["a"], "z"), "a: z\n---\na: y\n"),
        EditCase("a quoted key", "\"a\": x\n", .set(["a"], "z"), "\"a\": z\n"),
        EditCase("an alias is replaced here only", "a: &x 1\nb: *x\n", .set(["b"], "z"), "a: &x 1\nb: z\n"),
        EditCase("the same value changes nothing", "a:   'x'\n", .set(["a"], "x"), "a:   'x'\n"),
        EditCase("dates and base-60 numbers", "a: x\nb: x\n", .set(["a"], "2001-01-01"), "a: \"2001-01-01\"\nb: x\n"),
        EditCase("nothing to be misread", "a: x\n", .set(["a"], "2001-01-32"), "a: 2001-01-32\n"),
        EditCase("punctuation in single quotes", "a: x\n", .set(["a"], "- x: #y"), "a: '- x: #y'\n"),
        EditCase("controls in double quotes", "a: x\n", .set(["a"], "\u{1B}[0m"), "a: \"\\u001b[0m\"\n"),
        EditCase("single quotes give way to escapes", "a: 'x'\n", .set(["a"], "\u{2028}"), "a: \"\\u2028\"\n"),
        EditCase("an empty string", "a: x\n", .set(["a"], ""), "a: \"\"\n"),
        EditCase("null, booleans, numbers", "a: 'x'\n", .set(["a"], .null), "a: null\n"),
        EditCase("a number for a string", "a: 'x' # c\n", .set(["a"], .number("1.5")), "a: 1.5 # c\n"),
        EditCase("a boolean for nothing", "a:\n", .set(["a"], true), "a: true\n"),
        EditCase("a number that means the same", "a: 0x10\n", .set(["a"], .number("16")), "a: 0x10\n"),
        EditCase("the same after decoding", "a: \"x\\u0079\"\n", .set(["a"], "xy"), "a: \"x\\u0079\"\n"),
        EditCase("keeps the tag of a string", "a: !!str 12 # c\n", .set(["a"], "13x"), "a: !!str 13x # c\n"),
        EditCase("drops a tag that no longer fits", "a: !!int 12\n", .set(["a"], "x"), "a: x\n"),
        EditCase("keeps an anchor nobody uses", "a: &n 12\n", .set(["a"], "x"), "a: &n x\n"),
        EditCase("lines become a block", "a: x # c\nb: 1\n", .set(["a"], "1\n2\n"), "a: | # c\n  1\n  2\nb: 1\n"),
        EditCase("without the last break", "a: x\nb: 1\n", .set(["a"], "1\n\n2"), "a: |-\n  1\n\n  2\nb: 1\n"),
        EditCase("with leading blanks", "a: x\n", .set(["a"], " 1\n2\n"), "a: |2\n   1\n  2\n"),
        EditCase("lines stay in quotes", "a: \"x\"\n", .set(["a"], "1\n2"), "a: \"1\\n2\"\n"),
        EditCase("a block for a block", "a: |\n  x\nb: 1\n", .set(["a"], "1\n2\n"), "a: |\n  1\n  2\nb: 1\n"),
        EditCase("the header's comment stays", "a: >- # c\n  x\n\nb: 1\n", .set(["a"], "z"), "a: z # c\n\nb: 1\n"),
        EditCase("a value on its own line", "a:\n  x\nb: 1\n", .set(["a"], "z"), "a:\n  z\nb: 1\n"),
        EditCase("a value over two lines", "a: x\n  y # c\n", .set(["a"], "z"), "a: z # c\n"),
        EditCase("a mapping by a scalar", "a: # c\n  b: 1\n  c: 2\nd: 3\n", .set(["a"], "z"), "a: z # c\nd: 3\n"),
        EditCase("a list by a scalar", "a:\n- 1\n- 2\nd: 3\n", .set(["a"], "z"), "a: z\nd: 3\n"),
        EditCase(
            "a scalar by a mapping", "a: x # c\nd: 3\n", .set(["a"], ["b": .number("1")]), "a: # c\n  b: 1\nd: 3\n"),
        EditCase("a scalar by a list", "a: x\nd: 3\n", .set(["a"], [.number("1"), "y"]), "a:\n- 1\n- \"y\"\nd: 3\n"),
        EditCase(
            "a mapping by a mapping", "a:\n    b: 1\n\n# of d\nd: 3\n", .set(["a"], ["c": ["e": "f"]]),
            "a:\n    c:\n        e: f\n\n# of d\nd: 3\n"),
        EditCase("flow stays flow", "a: [x, y] # c\n", .set(["a"], ["z", "w"]), "a: [z, w] # c\n"),
        EditCase("an empty list", "a:\n- 1\nd: 3\n", .set(["a"], []), "a: []\nd: 3\n"),
        EditCase("an item", "- a\n- b # c\n- c\n", .set([1], "z"), "- a\n- z # c\n- c\n"),
        EditCase("an empty item", "-\n- b\n", .set([0], "z"), "- z\n- b\n"),
        EditCase(
            "an item by a mapping", "- a # c\n- b\n", .set([0], ["x": .number("1"), "y": .number("2")]),
            "- x: 1 # c\n  \"y\": 2\n- b\n"),
        EditCase(
            "in a mapping item", "- n: a\n  v: 1\n- n: b\n", .set([0, "v"], .number("2")), "- n: a\n  v: 2\n- n: b\n"),
        EditCase("behind an explicit key", "? a\n: x\n? b\n: y\n", .set(["a"], "z"), "? a\n: z\n? b\n: y\n"),
        EditCase("with CR alone", "a: x\rb: y\r", .set(["a"], "z"), "a: z\rb: y\r"),
        EditCase("after a directive", "%YAML 1.1\n---\na: x\n", .set(["a"], "z"), "%YAML 1.1\n---\na: z\n"),
        EditCase("before an end marker", "a: x\n...\n", .set(["b"], "z"), "a: x\nb: z\n...\n"),
        EditCase(
            "JSON keeps its escapes", "{\"a\": \"x\"}", .set(["a"], "é\u{1}\"\\/"), "{\"a\": \"é\\u0001\\\"\\\\/\"}"),
        EditCase("a nested value in JSON", "{\"a\": null}", .set(["a"], ["b": ["c"]]), "{\"a\": {\"b\": [\"c\"]}}"),
        EditCase("a null root", "~ # c\n", .set(["a"], "x"), "a: x # c\n"),
        EditCase("an empty root", "{}\n", .set(["a"], "x"), "a: x\n"),
        EditCase("an empty root behind a marker", "--- {}\n", .set(["a"], "x"), "--- {a: x}\n"),
        EditCase("a bare key in braces", "{a, b: 1}\n", .set(["a"], "x"), "{a: x, b: 1}\n"),
        EditCase("nothing in braces", "{a: , b: 1}\n", .set(["a"], "x"), "{a: x, b: 1}\n"),
    ]

    @Test("gives exactly this text", arguments: cases)
    func wholeText(_ edit: EditCase) throws { try edit.check() }

    /// The time does not grow with the square of the edits.
    @Test func manyEditsOfOneList() throws {
        let count = 20_000
        let text = { (value: String) in "list:\n" + (0..<count).map { "- {name: n\($0), a: \(value)}\n" }.joined() }
        let document = try YAMLDocument(parsing: text("x"))
        let start = ContinuousClock.now
        let result = try document.applying((0..<count).map { .set(["list", .index($0), "a"], "z") })
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(result.document.text.string == text("z"))
    }
}
