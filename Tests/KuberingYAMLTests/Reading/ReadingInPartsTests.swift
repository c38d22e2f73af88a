// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingYAML

/// The parts of a large text are parsed at the same time; nothing that can be observed may differ.
@Suite("Reading in parts")
struct ReadingInPartsTests {
    /// Everything that a tree holds.
    private func story(_ tree: NodeTree) -> [String] {
        ["\(tree.content) \(tree.version.map { "\($0)" } ?? "-")"]
            + tree.nodes.indices.map { index in
                let (node, extra) = (tree.nodes[index], tree.extra(of: index))
                let value = extra.map { String(decoding: tree.values[$0.value], as: UTF8.self) } ?? "-"
                return "\(node.kind) \(node.style) \(node.start)..<\(node.end) \(node.next) \(node.count) "
                    + "\(node.flags.rawValue) \(extra?.outerStart ?? 0) \(extra?.tag ?? "-") \(extra?.anchor ?? "-") \(value)"
            }
    }

    /// Parses the text in two parts, divided before each line that begins with a dash.
    ///
    /// - Returns: How often that was possible.
    private func divideEverywhere(_ text: String, _ comment: Comment) -> Int {
        let source = SourceText(text)
        let parser = DocumentParser(source, limits: .standard)
        let whole = TextPart(whole: source).range
        let expected = (try? parser.parse()).map(story)
        var divided = 0
        for (line, column) in dashes(in: source) where line > whole.lowerBound {
            let parts = [
                TextPart(whole.lowerBound..<line, dashColumn: nil),
                TextPart(line..<whole.upperBound, dashColumn: column),
            ]
            guard let tree = parser.parse(parts) else { continue }
            divided += 1
            #expect(story(tree) == expected, "\(comment), before \(line): \(text)")
        }
        return divided
    }

    private func dashes(in text: SourceText) -> [(line: Int, column: Int)] {
        var found: [(Int, Int)] = []
        var line = 0
        for piece in text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let column = piece.prefix { $0 == UInt8(ascii: " ") }.count
            if piece.dropFirst(column).starts(with: "- ".utf8) { found.append((line, column)) }
            line += piece.count + 1
        }
        return found
    }

    @Test("gives the same tree for any division of random documents", arguments: 0..<16)
    func randomDocuments(block: UInt64) {
        var divided = 0
        for seed in block * 100..<block * 100 + 100 {
            var generator = DocumentGenerator(seed: seed)
            divided += divideEverywhere(generator.document().text, "seed \(seed)")
        }
        #expect(divided > 10)
    }

    private static let items = "- a: 1\n  b:\n  - x\n  - y\n- c: |\n    text\n\n- 'd'\n"

    @Test(
        "is possible between the items of the root's lists",
        arguments: [
            ("one:\n\(items)two:\n\(items)three: 3\n", 4),
            ("# c\none:\n  - a\n  # d\n  - b\n\ntwo:\n  - c # e\n  - d\n", 2),
            ("\u{FEFF}---\none:\r\n- a\r\n- ü: 1\r\n", 1), ("one:\n- a\n- b\n---\ntwo:\n- c\n- d\n", 1),
            ("one:\n- a\n- b: !t \"\\x41\"\n- c: [1, {d: e}]\n- >-\n  f\n  g\n", 3), ("one:\n- a\n- \n- b\ntwo:\n", 2),
        ])
    func possible(text: String, count: Int) {
        #expect(divideEverywhere(text, "by hand") == count)
    }

    @Test(
        "is left alone where it would be read differently",
        arguments: [
            "one:\n- 'a\n\n- b'\n", "one:\n- [a,\n- b]\n", "one:\n- &a b\n- *a\n",
            "%TAG ! tag:x,2000:\n---\none:\n- a\n- !b c\n",
            "- a\n- b\n", "one:\n  two:\n  - a\n  - b\n", "one:\n- a\n...\n- b\n", "one: |\n  - a\n  - b\n",
            "? one\n- b\n", "one:\n  - a\n- b\n",
            "one: 1\n- b\n", "{one: [a,\n- b]}\n", "  one:\n  - a\n  - b\n",
        ])
    func impossible(text: String) {
        #expect(divideEverywhere(text, "by hand") == 0)
    }

    @Test("divides at items, not at the first of a list, whatever the lines and pieces of the text are")
    func places() {
        for (newline, gap) in [("\n", ""), ("\r\n", ""), ("\n", "  ")] {
            let text = "a:\(newline)" + (0..<9).map { "\(gap)- \($0)\(newline)\(gap)  # c\(newline)" }.joined()
            let pieces = stride(from: 0, to: text.utf8.count, by: 7).map { start in
                Array(Array(text.utf8)[start..<min(start + 7, text.utf8.count)])
            }
            for source in [SourceText(text), SourceText(joining: pieces)] {
                for lines in 1...20 {
                    let parts = TextPart.split(source, every: lines)
                    #expect(parts.first?.range.lowerBound == 0 && parts.last?.range.upperBound == source.count)
                    for (before, part) in zip(parts, parts.dropFirst()) {
                        #expect(before.range.upperBound == part.range.lowerBound && part.dashColumn == gap.count)
                        #expect(source.string(in: part.range).hasPrefix("\(gap)- "))
                        #expect(!source.string(in: part.range).hasPrefix("\(gap)- 0\n"))
                    }
                }
            }
        }
    }

    @Test("looks at no line twice: many empty ones take no time to speak of")
    func emptyLines() {
        let source = SourceText("a:\n- b\n" + String(repeating: "\n", count: 2_000_000))
        #expect(TextPart.split(source, every: 1000).count == 1)
    }

    @Test("gives the same tree for parts of a large kubeconfig")
    func largeKubeconfig() throws {
        var random = SeededGenerator(seed: 7)
        for indentation in ["", "  "] {
            var text = "apiVersion: v1\nkind: Config\n"
            for list in ["clusters", "contexts", "users"] {
                text += "\(list):\n"
                for number in 0..<400 {
                    text +=
                        "\(indentation)- name: \(list)-\(number) # ü\n\(indentation)  data: \(ScalarGenerator.base64(&random))\n"
                }
            }
            let source = SourceText(text + "current-context: contexts-1\n")
            let parser = DocumentParser(source, limits: .standard)
            let whole = try parser.parse()
            for count in 2...9 {
                let parts = TextPart.split(source, every: 2405 / count + 1)
                #expect(parts.count == count)
                let tree = try #require(parser.parse(parts))
                #expect(story(tree) == story(whole))
            }
        }
    }
}
