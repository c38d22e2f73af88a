// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML

/// Writes random documents in mixed styles, and what they mean alongside.
struct DocumentGenerator {
    var random: SeededGenerator
    var comments: [GeneratedDocument.Comment] = []
    /// Values that aliases can stand for so far.
    var anchors: [(name: String, value: JSONValue)] = []
    /// How many anchors there are, those included whose value is not complete.
    var anchorCount = 0
    /// Whether blank lines would belong to the block scalar above.
    var keepsBlankLines = false
    var step = 2
    var listStep = 0
    var gap = 2
    var isCompact = true
    /// How many in a hundred get a comment, blank line, anchor.
    var decoration = 20

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// A new document.
    mutating func document() -> GeneratedDocument {
        comments = []
        anchors = []
        keepsBlankLines = false
        step = random.pick([2, 2, 2, 4, 8])
        listStep = random.pick([0, 0, step, 2])
        gap = random.pick([2, 2, 2, 4])
        isCompact = random.chance(85)
        decoration = random.pick([0, 10, 25])
        var (text, value) = body()
        if random.chance(15) { text = "---\n" + text }
        if random.chance(15) { text = "# " + comment(of: nil) + "\n\n" + text }
        if value != nil, random.chance(15) {
            text += random.chance(50) ? "---\n" : "...\n"
            text += random.pick(["", "later: {document\n", "---\n- [\n", "a: b: c\n\t- x\n"])
        } else if random.chance(15), text.hasSuffix("\n"), endsInPlainLine(text) {
            text.removeLast()
        }
        if random.chance(12) {
            text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        }
        if random.chance(8) { text = "\u{FEFF}" + text }
        return GeneratedDocument(text: text, value: value, comments: comments)
    }

    /// Whether the final line break can go without changing a block scalar.
    private func endsInPlainLine(_ text: String) -> Bool { !text.contains("|") && !text.contains(">") }

    private mutating func body() -> (String, JSONValue?) {
        switch random.below(20) {
        case 0: return ("", nil)
        case 1: return ("# " + comment(of: nil) + "\n", nil)
        case 2: return (random.pick(["{}\n", "null\n", "~\n"]), nil)
        case 3, 4:
            var flow = FlowGenerator(isJSON: true, spread: 2, random: random)
            let (text, value) = flow.mapping(depth: 3, indentation: "")
            random = flow.random
            return (text + "\n", value)
        case 5, 6:
            var flow = FlowGenerator(isJSON: random.chance(50), spread: nil, random: random)
            let (text, value) = flow.mapping(depth: 3, indentation: "")
            random = flow.random
            return (text + "\n", value)
        default: return blockBody()
        }
    }

    private mutating func blockBody() -> (String, JSONValue) {
        var lines: [String] = []
        let value = mapping(at: 0, depth: 3, path: [], into: &lines)
        return (lines.map { $0 + "\n" }.joined(), value)
    }

    /// A mapping in block style, to be put into another document.
    mutating func block() -> GeneratedDocument {
        let (text, value) = blockBody()
        return GeneratedDocument(text: text, value: value, comments: comments)
    }

    /// A new comment's text.
    mutating func comment(of owner: YAMLPath?) -> String {
        let text = "note \(comments.count) é"
        comments.append(.init(text: text + ".", owner: owner))
        return text + "."
    }
}
