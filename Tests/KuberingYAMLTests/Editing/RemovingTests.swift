// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@Suite("Removing")
struct RemovingTests {
    private static let cases: [EditCase] = [
        EditCase(
            "with its comments", "a: 1\n# of b\nb: 2 # too\n# of c\nc: 3\n", .remove(["b"]), "a: 1\n# of c\nc: 3\n"),
        EditCase("not the head of the file", "# head\na: 1\nb: 2\n", .remove(["a"]), "# head\nb: 2\n"),
        EditCase("the last entry", "a:\n  b: 1\nc: 2\n", .remove(["a", "b"]), "a: {}\nc: 2\n"),
        EditCase("an item", "l:\n- a\n# of b\n- b\n- c\n", .remove(["l", 1]), "l:\n- a\n- c\n"),
        EditCase("the only item", "l:\n- a\nz: 1\n", .remove(["l", 0]), "l: []\nz: 1\n"),
        EditCase(
            "the only item with its comments", "l: # k\n# of a\n- a # x\n  # more\n# of z\nz: 1\n", .remove(["l", 0]),
            "l: [] # k\n# of z\nz: 1\n"),
        EditCase("the only item at the end", "l:\n- a # x", .remove(["l", 0]), "l: []"),
        EditCase("the first entry of an item", "l:\n- a: 1\n  b: 2\n", .remove(["l", 0, "a"]), "l:\n- b: 2\n"),
        EditCase("in flow", "{a: 1, b: 2, c: 3}\n", .remove(["b"]), "{a: 1, c: 3}\n"),
        EditCase("the last in flow", "[a, b]\n", .remove([1]), "[a]\n"),
        EditCase("repeated keys", "a: 1\nb: 2\na: 3\n", .remove(["a"]), "b: 2\n"),
        EditCase("without final newline", "a: 1\nb: 2", .remove(["b"]), "a: 1"),
        EditCase("with a comment below that is indented", "a:\n  b: 1\n  # more\nc: 2\n", .remove(["a"]), "c: 2\n"),
        EditCase("not the comment below", "a: 1\n# of c\nc: 2\n", .remove(["a"]), "# of c\nc: 2\n"),
        EditCase("not a comment beyond a blank line", "a: 1\n# far\n\nb: 2\n", .remove(["b"]), "a: 1\n# far\n\n"),
        EditCase(
            "not a comment in another column", "a:\n  x: 1\n  # in\nb: 2\n", .remove(["b"]), "a:\n  x: 1\n  # in\n"),
        EditCase("several comment lines", "a: 1\n# one\n# two\nb: 2\nc: 3\n", .remove(["b"]), "a: 1\nc: 3\n"),
        EditCase(
            "an item with its lines", "l:\n- n: a\n  v: 1\n- n: b\n  v: 2\n", .remove(["l", 0]), "l:\n- n: b\n  v: 2\n"),
        EditCase("the last item", "l:\n- a\n- b # c\n", .remove(["l", 1]), "l:\n- a\n"),
        EditCase("an item below its dash", "l:\n-\n  n: a\n-\n  n: b\n", .remove(["l", 0]), "l:\n-\n  n: b\n"),
        EditCase("an empty item", "l:\n- a\n-\n- c\n", .remove(["l", 1]), "l:\n- a\n- c\n"),
        EditCase("what stands on the dash's line", "- - a\n  - b\n", .remove([0, 0]), "- - b\n"),
        EditCase(
            "the next one's comment moves up", "- a: 1 # x\n  # of b\n  b: 2\n", .remove([0, "a"]), "- # of b\n  b: 2\n"
        ),
        EditCase("a block scalar", "a: |\n  x\n\n  y\nb: 2\n", .remove(["a"]), "b: 2\n"),
        EditCase("CRLF", "a: 1\r\n# b\r\nb: 2\r\nc: 3\r\n", .remove(["b"]), "a: 1\r\nc: 3\r\n"),
        EditCase("everything", "a: 1\n", .remove(["a"]), "{}\n"),
        EditCase("everything of an item", "- a: 1\n- b\n", .remove([0, "a"]), "- {}\n- b\n"),
        EditCase("what has an anchor nobody uses", "a: &n 1\nb: 2\n", .remove(["a"]), "b: 2\n"),
        EditCase("an alias", "a: &n 1\nb: *n\nc: 3\n", .remove(["b"]), "a: &n 1\nc: 3\n"),
        EditCase("the first in flow", "{a: 1, b: 2}\n", .remove(["a"]), "{b: 2}\n"),
        EditCase("the only one in flow", "x: {a: 1} # c\n", .remove(["x", "a"]), "x: {} # c\n"),
        EditCase("from pretty JSON", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", .remove(["a"]), "{\n  \"b\": 2\n}\n"),
        EditCase("the last from pretty JSON", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", .remove(["b"]), "{\n  \"a\": 1\n}\n"),
        EditCase("from one-line JSON", "{\"a\":1,\"b\":2,\"c\":3}", .remove(["b"]), "{\"a\":1,\"c\":3}"),
        EditCase(
            "with its comment in flow", "[\n  a, # of a\n  b, # of b\n  c\n]\n", .remove([1]),
            "[\n  a, # of a\n  c\n]\n"),
        EditCase("the last in flow before a comma", "[\n  a,\n  b,\n]\n", .remove([1]), "[\n  a,\n]\n"),
        EditCase("in flow over lines", "{a: 1, b: 2,\n c: 3}\n", .remove(["b"]), "{a: 1,\n c: 3}\n"),
        EditCase("an explicit key", "? a\n: 1\n? b\n: 2\n", .remove(["b"]), "? a\n: 1\n"),
        EditCase("a key read as a boolean", "y: 1\nb: 2\n", .remove(["true"]), "b: 2\n"),
    ]

    @Test("gives exactly this text", arguments: cases)
    func wholeText(_ edit: EditCase) throws { try edit.check() }
}
