// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML

/// Block style.
extension DocumentGenerator {
    static let keys = [
        "name", "user", "server", "a", "b", "token", "clé", "with space", "y", "10", "x-y.z/w", "true", "名前", "",
    ]

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// Adds the lines of a mapping whose keys stand in `column`; returns what it means.
    mutating func mapping(at column: Int, depth: Int, path: YAMLPath, into lines: inout [String]) -> JSONValue {
        var members: [JSONValue.Member] = []
        func set(_ name: String, _ value: JSONValue) {
            if let place = members.firstIndex(where: { $0.name == name }) {
                members[place] = .init(name, value)
            } else {
                members.append(.init(name, value))
            }
        }
        var names = Self.keys
        for position in 0...random.below(4) {
            if position > 0 || path.isEmpty { decorate(at: column, inside: path, into: &lines) }
            if random.chance(6), let anchor = anchors.last(where: { $0.value.members?.isEmpty == false }) {
                lines.append(blanks(column) + "<<: *" + anchor.name)
                for member in anchor.value.members ?? [] { set(member.name, member.value) }
                continue
            }
            let name = names.remove(at: random.below(names.count))
            if position > 0, random.chance(decoration) {
                lines.append(blanks(column) + "# " + comment(of: path + [.key(name)]))
            }
            let isRepeated = random.chance(4)
            for _ in 0...(isRepeated ? 1 : 0) {
                set(name, entry(name, at: column, depth: depth, path: path, into: &lines))
            }
        }
        return .object(members)
    }

    private mutating func entry(
        _ name: String, at column: Int, depth: Int, path: YAMLPath, into lines: inout [String]
    ) -> JSONValue {
        let path = path + [.key(name)]
        let isExplicit = random.chance(3)
        let key = random.chance(20) ? ScalarGenerator.quoted(name, &random) : ScalarGenerator.plainKey(name, &random)
        if isExplicit { lines.append(blanks(column) + "? " + key) }
        let head = blanks(column) + (isExplicit ? ":" : key + ":")
        return value(behind: head, at: column, isItem: false, depth: depth, path: path, into: &lines)
    }

    /// Adds the lines of a list whose dashes stand in `column`; returns what it means.
    mutating func list(at column: Int, depth: Int, path: YAMLPath, into lines: inout [String]) -> JSONValue {
        var elements: [JSONValue] = []
        for position in 0...random.below(3) {
            if position > 0 { decorate(at: column, inside: path, into: &lines) }
            let path = path + [.index(elements.count)]
            if random.chance(decoration) { lines.append(blanks(column) + "# " + comment(of: path)) }
            elements.append(
                value(behind: blanks(column) + "-", at: column, isItem: true, depth: depth, path: path, into: &lines))
        }
        return .array(elements)
    }

    /// Adds a value behind a key's colon or an item's dash.
    private mutating func value(
        behind head: String, at column: Int, isItem: Bool, depth: Int, path: YAMLPath, into lines: inout [String]
    ) -> JSONValue {
        let kind = random.below(depth > 0 ? 20 : 10)
        if random.chance(5), let anchor = anchors.last {
            lines.append(head + " *" + anchor.name + trailing(path))
            return anchor.value
        }
        var head = head
        var anchor: String?
        if random.chance(decoration / 3) {
            anchorCount += 1
            anchor = "a\(anchorCount)"
            head += " &" + (anchor ?? "")
        }
        let value: JSONValue
        switch kind {
        case 0..<8:
            let (text, meaning) = ScalarGenerator.scalar(isInFlow: false, &random)
            lines.append(head + (text.isEmpty ? "" : " " + text) + trailing(path))
            value = meaning
        case 8:
            let (header, content, meaning) = ScalarGenerator.blockScalar(&random)
            keepsBlankLines = header.contains("+")
            lines.append(head + " " + header + trailing(path))
            lines += content.map { $0.isEmpty ? "" : blanks(column + step) + $0 }
            value = .string(meaning)
        case 9, 10, 11:
            var flow = FlowGenerator(isJSON: false, spread: random.chance(30) ? step : nil, random: random)
            let indentation = blanks(column + step)
            let (text, meaning) =
                flow.random.chance(50)
                ? flow.mapping(depth: depth, indentation: indentation)
                : flow.list(depth: depth, indentation: indentation)
            random = flow.random
            lines.append(head + " " + text + trailing(path))
            value = meaning
        case 12..<16: value = list(behind: head, at: column, isItem: isItem, depth: depth, path: path, into: &lines)
        default: value = mapping(behind: head, at: column, isItem: isItem, depth: depth, path: path, into: &lines)
        }
        if let anchor { anchors.append((anchor, value)) }
        return value
    }

    private mutating func list(
        behind head: String, at column: Int, isItem: Bool, depth: Int, path: YAMLPath, into lines: inout [String]
    ) -> JSONValue {
        if isItem, !head.contains("&") {
            return joined(head, column + gap, &lines) { generator, lines in
                generator.list(at: column + generator.gap, depth: depth - 1, path: path, into: &lines)
            }
        }
        lines.append(head + trailing(path))
        return list(at: column + (isItem ? gap : listStep), depth: depth - 1, path: path, into: &lines)
    }

    private mutating func mapping(
        behind head: String, at column: Int, isItem: Bool, depth: Int, path: YAMLPath, into lines: inout [String]
    ) -> JSONValue {
        if isItem, !head.contains("&"), isCompact {
            return joined(head, column + gap, &lines) { generator, lines in
                generator.mapping(at: column + generator.gap, depth: depth - 1, path: path, into: &lines)
            }
        }
        lines.append(head + trailing(path))
        return mapping(at: column + (isItem ? gap : step), depth: depth - 1, path: path, into: &lines)
    }

    /// Puts the first of the lines that `make` adds behind the dash.
    private mutating func joined(
        _ head: String, _ column: Int, _ lines: inout [String],
        _ make: (inout DocumentGenerator, inout [String]) -> JSONValue
    ) -> JSONValue {
        var inner: [String] = []
        let value = make(&self, &inner)
        let first = inner.firstIndex { !$0.isEmpty && !$0.allSatisfy { $0 == " " } } ?? 0
        inner[first] = head + blanks(gap - 1) + String(inner[first].dropFirst(column))
        lines += inner[first...]
        return value
    }

    /// Adds a blank line and perhaps a comment that stands alone in the collection at the path.
    private mutating func decorate(at column: Int, inside path: YAMLPath, into lines: inout [String]) {
        defer { keepsBlankLines = false }
        guard random.chance(decoration / 2), !keepsBlankLines else { return }
        lines.append("")
        if random.chance(30) {
            lines.append(blanks(column) + "# " + comment(of: path.isEmpty ? nil : path))
            lines.append("")
        }
    }

    private mutating func trailing(_ path: YAMLPath) -> String {
        random.chance(decoration) ? " # " + comment(of: path) : ""
    }
}
