// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

/// Long runs of base64 are left out before parsing; nothing that can be observed may differ.
@Suite("Leaving out long base64")
struct ReductionTests {
    /// Everything there is to know about a document, or why it cannot be read.
    private func story(_ text: SourceText) -> [String] {
        do throws(YAMLError) {
            let document = try YAMLDocument(parsing: text)
            var lines: [String] = []
            if let root = document.root { tell(root, document, into: &lines) }
            return lines
        } catch {
            return ["\(error.code.rawValue): \(error)"]
        }
    }

    private func tell(_ node: YAMLNode, _ document: YAMLDocument, into lines: inout [String]) {
        lines.append(
            "\(node.kind) \(node.style) \(node.range) \(node.position) \(node.tag ?? "-") \(node.anchor ?? "-") "
                + "\(node.isAlias) \(node.scalar.map { "\($0)" } ?? "-") \(node.text)")
        for element in node.elements { tell(element, document, into: &lines) }
        for entry in node.entries {
            tell(entry.key, document, into: &lines)
            tell(entry.value, document, into: &lines)
        }
    }

    /// The same bytes in so small pieces that no run fits into one.
    private func inPieces(_ text: String) -> SourceText {
        let bytes = Array(text.utf8)
        return SourceText(
            joining: stride(from: 0, to: bytes.count, by: 64).map { Array(bytes[$0..<min($0 + 64, bytes.count)]) })
    }

    private static let run = String(repeating: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", count: 9)

    @Test(
        "is not noticed in odd places",
        arguments: [
            "a: \(run)", "a: \(run)==\nb: 'ü'\n", "a: '\(run)='\n", "a: \"\(run)\" # c\n", "a:  \(run)  \nb: 1\n",
            "a: \"\\\n  \(run)\"\n", "a: \"x\\\"\(run)\"\n", "a: x \(run)\n", "a: - \(run)\n", "- \(run)\n- - \(run)\n",
            "a: |\n  b: \(run)\n", "a: >\n  - \(run)\n", "a: |\n  \"\(run)\"\n", "# a: \(run)\nb: 1\n",
            "a: 1 # b: \(run)\n", "\"\(run)\": 1\n", "- \(run): 1\n", "? \(run)\n: 1\n", "{\"\(run)\" : 1}\n",
            "{a: \(run), b: [\(run), \"\(run)\"]}\n", "{a: \(run)}: 1\n", "[\(run)]: 1\n", "- [ {x: \(run)}: 1 ]\n",
            "a: \(run)\n  \(run)\n", "a: '\(run)\n\n  \(run)'\n", "a: &n \(run)\nb: *n\n", "a: !!str \(run)\n",
            "a: !\(run) x\n", "a: &\(run) x\nb: *\(run)\n", "a: \(run): 1\n", "a: \(run)\n b\n", "a: \(run)#x\n",
            "%TAG : \(run)\n---\na\n", "a: \(run)\n---\nb: [\(run)\n", "a: \(run)\n\tb: 1\n", "a: [\(run)\n",
            "a: ---\nb: --- \(run)\n", "ключ: \(run)\nб: \(run) я\n", "\u{FEFF}a: \(run)\r\nb: \(run)\r\n",
            "a: \(run)\u{85}b: 1\n", "a: \(run)\u{0}\n", "{a: \(run + run + run + run)}: 1\n",
            "- \"\(run + run + run + run)\": 1\n", "\"\(run)\"\n", "'\(run)\n", "!!binary \"\(run)\"\n",
        ])
    func oddPlaces(text: String) {
        #expect(story(SourceText(text)) == story(inPieces(text)))
    }

    @Test("is not noticed in random documents", arguments: 0..<8)
    func randomDocuments(block: UInt64) {
        for seed in block * 40..<block * 40 + 40 {
            var generator = DocumentGenerator(seed: seed)
            var text = generator.document().text
            // Some of the short words become long runs.
            for word in ["dev", "prod-1", "v1", "été"] where generator.random.chance(60) {
                text = text.replacing(word, with: ScalarGenerator.base64(&generator.random))
            }
            #expect(story(SourceText(text)) == story(inPieces(text)), "seed \(seed)")
        }
    }

    @Test("is not noticed in damaged documents", arguments: 0..<4)
    func damagedDocuments(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text = Array(
            "a: \(Self.run)==\nb:\n- \"\(Self.run)\"\n- c: '\(Self.run)'\n  d: {e: \(Self.run), f: g}\n".utf8)
        for _ in 0..<150 {
            var bytes = text
            bytes[random.below(bytes.count)] = random.pick(Array(":-\"'\n {}[],#&*!\u{1}|>\\%".utf8))
            let damaged = String(decoding: bytes, as: UTF8.self)
            #expect(story(SourceText(damaged)) == story(inPieces(damaged)), "\(damaged)")
        }
    }
}
