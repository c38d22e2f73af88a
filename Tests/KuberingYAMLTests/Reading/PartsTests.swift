// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML
import Testing

/// Texts of several documents.
@Suite struct PartsTests {
    @Test(
        "the parts of a text, joined, are the text",
        arguments: [
            ("", []), ("# only\n", []), ("a: 1", ["a"]), ("---\na: 1\n...\n", ["a"]),
            ("a: 1\n---\nb: 2\n", ["a", "b"]),
            ("# x\n---\na: 1\n# between\n--- # here\nb: 2\n---\n", ["a", "b"]),
            ("a: 1\n... # end\n# c\n---\nb: 2\n...\n...\n--- {c: 3}\n", ["a", "b", "c"]),
            ("{\"a\": 1}\n---\n- b\n", ["a", ""]), ("\u{FEFF}a: |\n  ---x\n  ...\n---\r\nb: 2\r\n", ["a", "b"]),
        ])
    func joined(_ text: String, _ keys: [String]) throws {
        let parts = try YAMLDocument.parts(of: SourceText(text))
        #expect(parts.map(\.text.string).joined() == text)
        #expect(!parts.isEmpty)
        func firstKey(_ document: YAMLDocument) -> String? {
            document.root.map { root in root.entries.map(\.key.text).first ?? "" }
        }
        #expect(parts.compactMap(firstKey) == keys)
        #expect(try YAMLDocument.all(in: SourceText(text)).compactMap(firstKey) == keys)
    }

    @Test(
        "one that cannot be read is an error, wherever it is",
        arguments: ["a: [", "a: 1\n---\nb: [", "a: 1\n---\n\t- x"])
    func broken(_ text: String) {
        #expect(throws: YAMLError.self) { _ = try YAMLDocument.parts(of: SourceText(text)) }
    }

    @Test(
        "an error names the line of the whole text",
        arguments: [
            ("a: 1\n---\n# x\r\nb: 2\n---\n\nc: [", 7), ("a: [", 1), ("\n\n---\n...\n---\r\n- {", 6),
        ])
    func place(_ text: String, _ line: Int) throws {
        let error = try #require(throws: YAMLError.self) { _ = try YAMLDocument.all(in: SourceText(text)) }
        #expect(error.position?.line == line, "\(error)")
    }

    @Test("there may be a thousand documents")
    func many() throws {
        let text = String(repeating: "a: 1\n---\n", count: 999)
        #expect(try YAMLDocument.parts(of: SourceText(text + "b: 1\n")).count == 1_000)
        #expect(throws: YAMLError.self) { _ = try YAMLDocument.parts(of: SourceText(text + "b: 1\n---\nc: 1\n")) }
    }
}
