// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Testing

@testable import KuberingYAML

/// The lines of one key of the root can be parsed alone.
@Suite("Blocks of the root's keys")
struct RootBlockTests {
    @Test(
        "are the lines up to the next key",
        arguments: [
            ("a: 1\nb:\n- c\n# d\n\n- e\nf: 2\n", "b:\n- c\n# d\n\n- e\n"), ("b:\n  - c", "b:\n  - c"),
            ("---\nb: [a,\n  c]\n", "b: [a,\n  c]\n"), ("\u{FEFF}b:\r\n- c\r\na: 1\r\n", "b:\r\n- c\r\n"),
            ("b: c\nd: e\n", "b: c\n"),
            ("a: |\n  b:\n  - c\nb:\n- d\n", "b:\n- d\n"),
        ])
    func found(text: String, block: String) {
        #expect(SourceText(text).block(ofRootKey: "b")?.string == block)
    }

    @Test(
        "are not known where lines do not tell",
        arguments: [
            "", "a: 1\n", "bb: 1\n", "\"b\":\n- c\n", "{b: [c]}\n", "  b:\n  - c\n", "b:\n- c\nb:\n- d\n",
            "b: 1\n---\nb: 2\n",
            "a: 1\n---\nb:\n- c\n", "%YAML 1.1\n---\nb:\n- c\n", "b:\n- c\n...\n", "b :\n- c\n", "? b\n: c\n",
            "b: c\n\"b\": d\n", "b: c\n? b\n: d\n", "b: c\nb : d\n", "b: [\n]\n", "b: c\nb\t: d\n",
            "a: \"c\nb:\n- d\"\n",
            "a: it's\nb:\n- c\n", "a: \\\nb:\n- c\n",
        ])
    func unknown(text: String) {
        #expect(SourceText(text).block(ofRootKey: "b") == nil)
    }

    @Test("say the same alone as in the whole, in random documents", arguments: 0..<16)
    func randomDocuments(block: UInt64) throws {
        var compared = 0
        for seed in block * 100..<block * 100 + 100 {
            var generator = DocumentGenerator(seed: seed)
            let text = SourceText(generator.document().text)
            guard let root = (try? YAMLDocument(parsing: text))?.root, root.kind == .mapping else { continue }
            // Keys that are there, and words that only look so.
            let words = text.string.split(separator: "\n").compactMap {
                $0.split(separator: ":").first.map(String.init)
            }
            for key in Set(root.entries.map(\.key.text) + words) {
                guard let lines = text.block(ofRootKey: key), let alone = try? YAMLDocument(parsing: lines),
                    let value = alone.root?[key]
                else { continue }
                let same = try root[key]?.jsonValue()
                #expect(try value.jsonValue() == same, "seed \(seed), \(key): \(text.string)")
                compared += 1
            }
        }
        #expect(compared > 10)
    }
}
