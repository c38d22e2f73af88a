// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// Writes values as YAML in a hand of its own: blocks and braces, quotes, comments, blank lines and indentation change
/// from line to line, and mean the same.
struct OddHand {
    private var random: SeededGenerator
    private let indent: Int
    private let lineBreak: String
    private let hasComments: Bool

    init(_ random: SeededGenerator) {
        var random = random
        indent = random.pick([1, 2, 2, 2, 4])
        lineBreak = random.pick(["\n", "\n", "\n", "\r\n"])
        hasComments = random.chance(60)
        self.random = random
    }

    /// The whole file.
    mutating func text(of value: JSONValue) -> String {
        var text = ""
        if random.chance(10) {
            text = value.jsonText(indent: random.pick([nil, 2, 4])) + "\n"
        } else {
            if random.chance(5) { text += "\u{FEFF}" }
            if random.chance(10) { text += "---\n" }
            if hasComments { text += "# kept by hand\n" }
            text += value.members?.isEmpty == false ? mapping(value.members ?? [], 0) : "{}\n"
            if random.chance(5) { text += "---\nnot: [looked at\n" }
        }
        if random.chance(10), text.hasSuffix("\n") { text.removeLast() }
        return lineBreak == "\n" ? text : text.replacing("\n", with: lineBreak)
    }

    private mutating func mapping(_ members: [JSONValue.Member], _ depth: Int) -> String {
        members.map { member in
            interlude(depth) + String(repeating: " ", count: depth) + key(member.name) + ":"
                + value(member.value, depth)
        }.joined()
    }

    /// What follows a colon, with the line break.
    private mutating func value(_ value: JSONValue, _ depth: Int) -> String {
        switch value {
        case .object(let members) where !members.isEmpty && !random.chance(15):
            return end() + mapping(members, depth + indent)
        case .array(let elements) where !elements.isEmpty && !random.chance(15):
            // A list may stand in the column of its key.
            return end() + list(elements, depth + random.pick([0, indent]))
        case .object, .array: return " " + flow(value) + end()
        case .string(let text) where text.hasSuffix("\n") && !text.contains("\t") && random.chance(70):
            let blanks = String(repeating: " ", count: depth + indent)
            return " |\n"
                + text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
                .map { blanks + $0 + "\n" }.joined()
        default: return " " + scalar(value) + end()
        }
    }

    private mutating func list(_ elements: [JSONValue], _ depth: Int) -> String {
        let blanks = String(repeating: " ", count: depth)
        return elements.map { element in
            let lead = interlude(depth) + blanks + "-"
            guard case .object(let members) = element, !members.isEmpty, !random.chance(15) else {
                if case .array = element { return lead + " " + flow(element) + end() }
                if case .object = element { return lead + " " + flow(element) + end() }
                return lead + " " + scalar(element) + end()
            }
            if random.chance(10) { return lead + end() + mapping(members, depth + 1 + indent) }
            // The first entry stands behind the dash, the others below it.
            let column = depth + random.pick([2, 2, 2, 4])
            let body = members.enumerated().map { offset, member in
                (offset == 0 ? "" : interlude(column) + String(repeating: " ", count: column)) + key(member.name) + ":"
                    + value(member.value, column)
            }.joined()
            return lead + String(repeating: " ", count: column - depth - 1) + body
        }.joined()
    }

    private mutating func flow(_ value: JSONValue) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { key($0.name) + ": " + flow($0.value) }.joined(separator: random.pick([", ", ",  "]))
                + "}"
        case .array(let elements): "[" + elements.map { flow($0) }.joined(separator: ", ") + "]"
        default: scalar(value)
        }
    }

    private mutating func scalar(_ value: JSONValue) -> String {
        switch value {
        case .null: return random.pick(["null", "~", "Null"])
        case .bool(let flag):
            return random.pick(flag ? ["true", "yes", "on", "True"] : ["false", "no", "off", "False"])
        case .string(let text):
            let plain = Self.isPlain(text) ? [text, text, text] : []
            let single =
                text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
                ? ["'\(text.replacing("'", with: "''"))'"] : []
            return random.pick(plain + single + [value.jsonText()])
        default: return value.jsonText()
        }
    }

    private mutating func key(_ name: String) -> String {
        random.chance(8) ? JSONValue.string(name).jsonText() : name
    }

    /// Whether the text can stand without quotes and is read as a string then.
    private static func isPlain(_ text: String) -> Bool {
        let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, !words.contains(text.lowercased())
        else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-./@_".unicodeScalars.contains($0)
        }
    }

    private mutating func end() -> String {
        hasComments && random.chance(10) ? random.pick([" # beside\n", "   # \"beside\": [it\n"]) : "\n"
    }

    private mutating func interlude(_ depth: Int) -> String {
        guard hasComments, random.chance(8) else { return "" }
        return random.pick(["\n", String(repeating: " ", count: depth) + "# above\n", "# at the margin\n"])
    }
}
