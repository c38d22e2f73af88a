// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML
import Testing

@Suite("Appending an item")
struct AppendingTests {
    private static let item: JSONValue = ["name": "new", "cluster": ["server": "https://x"]]

    private static let cases: [EditCase] = [
        EditCase(
            "flush", "l:\n- name: a\n  cluster:\n    server: s\nz: 1\n", .append(["l"], item),
            "l:\n- name: a\n  cluster:\n    server: s\n- name: new\n  cluster:\n    server: https://x\nz: 1\n"),
        EditCase(
            "indented", "l:\n  - name: a # c\nz: 1\n", .append(["l"], ["name": "b"]),
            "l:\n  - name: a # c\n  - name: b\nz: 1\n"),
        EditCase(
            "dash on a line of its own", "l:\n-\n  name: a\n", .append(["l"], ["name": "b"]),
            "l:\n-\n  name: a\n-\n  name: b\n"),
        EditCase(
            "wide dashes", "l:\n-   name: a\n", .append(["l"], ["name": "b", "c": "d"]),
            "l:\n-   name: a\n-   name: b\n    c: d\n"),
        EditCase("empty list", "l: [] # none\nz: 1\n", .append(["l"], ["name": "b"]), "l: # none\n- name: b\nz: 1\n"),
        EditCase("null", "l: null\n", .append(["l"], ["name": "b"]), "l:\n- name: b\n"),
        EditCase("nothing", "l:\n", .append(["l"], ["name": "b"]), "l:\n- name: b\n"),
        EditCase("missing", "a: 1\n", .append(["l"], ["name": "b"]), "a: 1\nl:\n- name: b\n"),
        EditCase("flow", "l: [a]\n", .append(["l"], "b"), "l: [a, b]\n"),
        EditCase(
            "flow items in a block list", "l:\n- {name: a}\n", .append(["l"], ["name": "b"]),
            "l:\n- {name: a}\n- {name: b}\n"),
        EditCase("no final newline", "l:\n- a", .append(["l"], "b"), "l:\n- a\n- b"),
        EditCase("to null with a comment", "l: ~ # c\n", .append(["l"], "b"), "l: # c\n- b\n"),
        EditCase("to nothing above a comment", "l:\n# c\nz: 1\n", .append(["l"], "b"), "l:\n- b\n# c\nz: 1\n"),
        EditCase("to an indented empty list", "k:\n  - a\nl: []\n", .append(["l"], "b"), "k:\n  - a\nl:\n  - b\n"),
        EditCase("to a list of lists", "- - a\n  - b\n", .append([0], "c"), "- - a\n  - b\n  - c\n"),
        EditCase("a list to a list", "- a\n", .append([], ["b", "c"]), "- a\n- - b\n  - c\n"),
        EditCase("to a root list", "- a # c\n", .append([], "b"), "- a # c\n- b\n"),
        EditCase("CRLF", "l:\r\n- a\r\n", .append(["l"], ["x": "y2", "z": "w"]), "l:\r\n- a\r\n- x: y2\r\n  z: w\r\n"),
        EditCase("before a comment further out", "l:\n  - a\n# c\n", .append(["l"], "b"), "l:\n  - a\n  - b\n# c\n"),
        EditCase(
            "to one-line JSON", "{\"l\":[{\"n\":\"a\"}]}", .append(["l"], ["n": "b"]),
            "{\"l\":[{\"n\":\"a\"},{\"n\":\"b\"}]}"),
        EditCase(
            "to pretty JSON", "{\n  \"l\": [\n    {\n      \"n\": \"a\"\n    }\n  ]\n}\n", .append(["l"], ["n": "b"]),
            "{\n  \"l\": [\n    {\n      \"n\": \"a\"\n    },\n    {\n      \"n\": \"b\"\n    }\n  ]\n}\n"),
        EditCase(
            "to an empty list in pretty JSON", "{\n  \"l\": []\n}\n", .append(["l"], ["n": "b"]),
            "{\n  \"l\": [\n    {\n      \"n\": \"b\"\n    }\n  ]\n}\n"),
        EditCase(
            "eight columns", "l:\n        - x:\n                a: 1\n", .append(["l"], ["x": ["a": "x"]]),
            "l:\n        - x:\n                a: 1\n        - x:\n                a: x\n"),
        EditCase("to an empty file", "", .append(["l"], "b"), "l:\n- b\n"),
        EditCase(
            "to a list behind a folded text", "l:\n- >\n  a\n  b\n\nz: 1\n", .append(["l"], "c"),
            "l:\n- >\n  a\n  b\n- c\n\nz: 1\n"),
    ]

    @Test("gives exactly this text", arguments: cases)
    func wholeText(_ edit: EditCase) throws { try edit.check() }
}
