// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// Replaces a value, or adds an entry.
    func setting(_ path: YAMLPath, _ value: JSONValue) throws(YAMLError) -> [[Splice]] {
        switch try locate(path) {
        case .nothing(let names): return beginning(with: Self.nested(value, in: names))
        case .missing(let place, let names): return try adding(names, value, to: place)
        case .found(let place):
            if EditVerification.means(YAMLNode(tree, place.node), value) { return [[]] }
            return try replacing(place, by: value)
        }
    }

    /// Adds items to a list.
    func appending(_ path: YAMLPath, _ values: [JSONValue]) throws(YAMLError) -> [[Splice]] {
        switch try locate(path) {
        case .nothing(let names): return beginning(with: Self.nested(.array(values), in: names))
        case .missing(let place, let names):
            // An entry of its own would hide the list that a merge key brings.
            if names.count == 1, let name = names.first, let merged = YAMLNode(tree, place.node)[name] {
                throw tree.error(
                    .behindMergeKey, "a merge key (<<) brings this list here from elsewhere; edit the file by hand",
                    at: merged.written)
            }
            return try adding(names, .array(values), to: place)
        case .found(let place):
            if YAMLNode(tree, place.node).isNull, tree.nodes[place.node].kind != .alias {
                return try replacing(place, by: .array(values))
            }
            try requireOwn(place.node)
            let list = tree.nodes[place.node]
            guard list.kind == .sequence else { throw tree.error(.wrongKind, "here should be a list", at: place.node) }
            if list.count == 0 { return try replacing(place, by: .array(values)) }
            return list.style == .flow ? [flowAppending(values, to: place)] : [blockAppending(values, to: place)]
        }
    }

    private func adding(_ names: [String], _ value: JSONValue, to place: EditPlace) throws(YAMLError) -> [[Splice]] {
        guard let name = names.first else { return [] }
        let value = Self.nested(value, in: names.dropFirst())
        let mapping = tree.nodes[place.node]
        guard mapping.kind == .mapping, mapping.count > 0 else {
            return try replacing(place, by: .object([JSONValue.Member(name, value)]))
        }
        return mapping.style == .flow
            ? [flowAdding(name, value, to: place)] : blockAdding(name, value, to: place)
    }

    // MARK: Block style

    /// How a value, or this one, is written near collections, the outermost first.
    func blockText(near around: [Int], for value: JSONValue? = nil) -> BlockText {
        // A value on one line needs no look at how the file indents.
        let manner = value?.isOnOneLine == true ? Manner() : Manner(tree, layout, near: around)
        return BlockText(manner: manner, allowsBlockScalars: care.allowsBlockScalars)
    }

    /// New lines behind the last line of a block collection and the comments below that belong to its last child.
    func insertion(of lines: [String], below collection: Int) -> Splice {
        insertion(ofText: Array(lines.map { layout.lineBreak + $0 }.joined().utf8), below: collection)
    }

    /// The same with a text that begins with a line break and ends without one.
    func insertion(ofText text: [UInt8], below collection: Int) -> Splice {
        let record = tree.nodes[collection]
        let below = layout.nextLine(Int(record.end))
        let comments = layout.endOfComments(from: below, deeperThan: layout.column(Int(record.start)))
        let offset = comments > below ? layout.breakStart(before: comments) : layout.lineEnd(Int(record.end))
        return Splice(range: offset..<offset, replacement: text)
    }

    private func blockAdding(_ name: String, _ value: JSONValue, to place: EditPlace) -> [[Splice]] {
        let entries = tree.entries(of: place.node)
        guard let first = entries.first else { return [] }
        let areQuoted = entries.allSatisfy { tree.nodes[$0.key].style == .doubleQuoted }
        let key = ScalarText.text(name, style: areQuoted ? .doubleQuoted : .plain, in: .block)
        let start = start(ofEntry: first.key)
        let lines = blockText(near: place.around + [place.node], for: value).entry(key, value, at: layout.column(start))
        // Before the first entry where the last one cannot be followed, as a block scalar without a final line break.
        let before = lines.map { $0 + layout.lineBreak }.joined()
        let indentation = BlockText.blanks(layout.column(start))
        let atFirst =
            layout.isFirstOnLine(start)
            ? Splice(layout.lineStart(start)..<layout.lineStart(start), before)
            : Splice(start..<start, String(before.dropFirst(indentation.count)) + indentation)
        return [[insertion(of: lines, below: place.node)], [atFirst]]
    }

    private func blockAppending(_ values: [JSONValue], to place: EditPlace) -> [Splice] {
        let items = tree.children(of: place.node)
        let list = tree.nodes[place.node]
        let text = blockText(near: place.around + [place.node])
        let dash = layout.column(Int(list.start))
        let lines: [String]
        if let last = items.last, tree.nodes[last].kind == .mapping, tree.nodes[last].style == .flow,
            tree.nodes[last].count > 0
        {
            // The last item is `{name: x}`: so are the new ones.
            let flow = flowText(inside: [last])
            lines = values.map { BlockText.blanks(dash) + "- " + flow.text($0) }
        } else {
            lines = values.flatMap { text.item($0, dash: dash, content: dash + text.manner.gap) }
        }
        return [insertion(of: lines, below: place.node)]
    }

    // MARK: Empty documents

    /// The first content of a document that has none.
    private func beginning(with value: JSONValue) -> [[Splice]] {
        let text = BlockText(manner: Manner(tree, layout, near: []), allowsBlockScalars: care.allowsBlockScalars)
        switch value {
        case .object(let members) where !members.isEmpty:
            return beginning(withLines: text.lines(of: members, at: 0))
        default: return beginning(withLines: [FlowText().text(value)])
        }
    }

    /// The first lines of a document that has nothing but comments.
    func beginning(withLines lines: [String]) -> [[Splice]] {
        let offset = tree.content.upperBound
        let joined = lines.joined(separator: layout.lineBreak)
        guard !layout.isLineStart(offset) else { return [[Splice(offset..<offset, joined + layout.lineBreak)]] }
        // The last line has no line break: neither has the new one.
        return [[Splice(offset..<offset, layout.lineBreak + joined)]]
    }
}

extension JSONValue {
    fileprivate var isOnOneLine: Bool {
        switch self {
        case .null, .bool, .number: true
        case .string(let text): !text.utf8.contains { TextLayout.isBreak($0) }
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        }
    }
}
