// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingTestSupport
import KuberingYAML

/// A part of a kubeconfig that an edit may touch; every line outside of it stays as it is.
enum EditedPart {
    /// The key `current-context` and its value.
    case currentContext
    /// A whole item, with the comments that go with it and, when it is the only one or they share a line, the list's key.
    case entry(EntryKind, String)
    /// The key `name` of an item and its value.
    case name(EntryKind, String)
    /// A field of an item's content, as often as it is written; the whole content where that is no block.
    case field(EntryKind, String, String)
}

/// The lines of a file outside of parts of it.
struct UntouchedLines {
    private let file: KubeconfigFile
    private let lines: [ArraySlice<UInt8>]

    init(_ file: KubeconfigFile) {
        self.file = file
        lines = ComparedLines(file.document.text.bytes).lines
    }

    /// The lines outside of the parts, in order, without line breaks.
    ///
    /// - Parameters:
    ///   - parts: What belongs to the edit; what is not there has no lines.
    ///   - other: The same file on the other side of the edit.
    /// - Returns: The lines.
    func outside(_ parts: [EditedPart], comparedWith other: KubeconfigFile) -> [String] {
        var touched: Set<Int> = []
        for part in parts { touched.formUnion(self.lines(of: part, other)) }
        // The comma between two items belongs to either.
        let isJSON = file.path.hasSuffix(".json")
        return lines.enumerated().filter { !touched.contains($0.offset) }
            .map {
                String(decoding: isJSON && $0.element.last == 0x2C ? $0.element.dropLast() : $0.element, as: UTF8.self)
            }
    }

    private func lines(of part: EditedPart, _ other: KubeconfigFile) -> Set<Int> {
        switch part {
        case .currentContext: return joined(entries(of: file.document.root, "current-context"))
        case .name(let kind, let name): return joined(entries(of: file.entry(kind, named: name)?.item, "name"))
        case .field(let kind, let name, let field):
            guard let item = file.entry(kind, named: name)?.item, let content = item[kind.contentKey] else { return [] }
            let isBlock = content.kind == .mapping && content.style == .block && content.count > 0
            let wasBlock = other.entry(kind, named: name)?.item[kind.contentKey]?.style == .block
            guard isBlock, wasBlock, !content.isAlias else { return joined(entries(of: item, kind.contentKey)) }
            let entries = entries(of: content, field)
            // What is removed takes its comments along.
            let isKept = other.entry(kind, named: name)?.item[kind.contentKey]?[field] != nil
            return joined(isKept ? entries : entries.map(withComments))
        case .entry(let kind, let name):
            return list(kind, other).union(
                file.entry(kind, named: name).map { joined([withComments(lines(in: $0.item.range))]) } ?? [])
        }
    }

    /// The list with its key where it is in brackets; where it is empty or not there on one side, what is between, too.
    private func list(_ kind: EntryKind, _ other: KubeconfigFile) -> Set<Int> {
        if file.entries(kind).isEmpty || other.entries(kind).isEmpty {
            return joined(entries(of: file.document.root, kind.listKey))
        }
        guard file.document.root?[kind.listKey]?.style == .flow else { return [] }
        return joined(entries(of: file.document.root, kind.listKey).map { $0.lowerBound..<$0.lowerBound + 1 })
    }

    private func joined(_ ranges: [Range<Int>]) -> Set<Int> { Set(ranges.joined()) }

    /// The lines of a mapping's entries of this name.
    private func entries(of mapping: YAMLNode?, _ name: String) -> [Range<Int>] {
        (mapping?.entries.filter { $0.key.hasText(name) } ?? []).map { entry in
            let start = entry.key.range.lowerBound
            var range = lines(in: start..<max(entry.key.range.upperBound, entry.value.range.upperBound))
            // The empty lines below a block belong to it.
            let isBlock = entry.value.style == .literal || entry.value.style == .folded
            while isBlock, range.upperBound < lines.count - 1, lines[range.upperBound].isEmpty {
                range = range.lowerBound..<range.upperBound + 1
            }
            return range
        }
    }

    private func lines(in range: Range<Int>) -> Range<Int> {
        let first = lines.firstIndex { $0.endIndex > range.lowerBound } ?? lines.count - 1
        let last = lines.lastIndex { $0.startIndex < range.upperBound } ?? first
        return first..<max(first, last) + 1
    }

    /// With them the comments directly above in the column of the dash or key, and those below that begin deeper.
    private func withComments(_ range: Range<Int>) -> Range<Int> {
        var (first, end) = (range.lowerBound, range.upperBound)
        // The dash may stand alone, above.
        let dash = lines[..<first].indices.reversed().first { !text($0).isComment }
        if let dash, text(dash).isDashAlone { first = dash }
        let column = text(first).indentation
        while first > 0, case let above = text(first - 1), above.isComment, above.indentation == column { first -= 1 }
        while end < lines.count, text(end).isComment, text(end).indentation > column { end += 1 }
        return first..<end
    }

    private func text(_ line: Int) -> String { String(decoding: lines[line], as: UTF8.self) }
}

extension String {
    fileprivate var indentation: Int { utf8.prefix { $0 == UInt8(ascii: " ") }.count }
    fileprivate var isComment: Bool { utf8.dropFirst(indentation).first == UInt8(ascii: "#") }

    /// Whether the line has only a dash, and perhaps an anchor.
    fileprivate var isDashAlone: Bool {
        let words = split(separator: " ")
        return words.first == "-" && words.dropFirst().allSatisfy { $0.hasPrefix("&") }
    }
}
