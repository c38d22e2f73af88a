// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Which comments go with what is removed:
///
/// - The one on its last line.
/// - Comment lines directly above it that begin in its own column, unless it is the first thing in the file: those at
///   the top speak of the file.
/// - Comment lines directly below it that begin to the right of its column.
///
/// A blank line ends the search. Everything else stays, so that no neighbour loses its comment.
extension EditPlanner {
    /// Children of a collection that stand side by side and go together.
    private struct Group {
        /// Where the first one starts: at its dash, its `?` or its key.
        let start: Int
        /// Where the last one ends.
        let end: Int
        /// Where the one before ends; nil when there is none.
        let previousEnd: Int?
        /// Where the one after starts; nil when there is none.
        let nextStart: Int?
    }

    /// Removes entries of a mapping, or items of a list.
    func removing(_ steps: [YAMLStep], at path: YAMLPath) throws(YAMLError) -> [[Splice]] {
        var children: [Range<Int>] = []
        var removed = Set<Int>()
        for step in steps {
            let place = try find(path + [step])
            guard let container = place.container else { return [] }
            if children.isEmpty { children = ranges(ofChildrenOf: container) }
            if case .key(let name) = step {
                if tree.entries(of: container).contains(where: {
                    YAMLNode(tree, $0.key).brings(name, YAMLNode(tree, $0.value))
                }) {
                    throw behindMergeKey(name, at: place.node)
                }
                for (index, entry) in tree.entries(of: container).enumerated()
                where YAMLNode(tree, entry.key).isKey(name) {
                    try requireUnused(entry.key..<Int(tree.nodes[entry.value].next))
                    removed.insert(index)
                }
            } else if let position = place.position {
                try requireUnused(place.node..<Int(tree.nodes[place.node].next))
                removed.insert(position)
            }
        }
        guard let first = steps.first, let container = try find(path + [first]).container else { return [] }
        if removed.count == children.count {
            let isMapping = tree.nodes[container].kind == .mapping
            return try replacing(try find(path), by: isMapping ? .object([]) : .array([]))
        }
        let groups = groups(of: removed.sorted(), in: children)
        if tree.nodes[container].style == .flow { return [groups.flatMap { removeFromFlow($0) }] }
        return try [false, true].map { (keepsBreak) throws(YAMLError) in
            var splices: [Splice] = []
            for group in groups { splices.append(try removeFromBlock(group, keepsBreak: keepsBreak)) }
            return splices
        }
    }

    /// Where the entries or items of a collection stand, from their dash, `?` or key on.
    private func ranges(ofChildrenOf container: Int) -> [Range<Int>] {
        guard tree.nodes[container].kind == .sequence else {
            return tree.entries(of: container).map { entry in
                let start = start(ofEntry: entry.key)
                return start..<max(start, Int(tree.nodes[entry.key].end), Int(tree.nodes[entry.value].end))
            }
        }
        let items = tree.children(of: container)
        let isFlow = tree.nodes[container].style == .flow
        let starts = isFlow ? items.map { tree.outerStart(of: $0) } : dashes(of: container)
        return zip(items, starts).map { item, start in start..<max(start, Int(tree.nodes[item].end)) }
    }

    private func groups(of removed: [Int], in children: [Range<Int>]) -> [Group] {
        var groups: [Group] = []
        var rest = removed[...]
        while let first = rest.popFirst() {
            var last = first
            while rest.first == last + 1 { last = rest.removeFirst() }
            groups.append(
                Group(
                    start: children[first].lowerBound, end: children[last].upperBound,
                    previousEnd: first > 0 ? children[first - 1].upperBound : nil,
                    nextStart: last + 1 < children.count ? children[last + 1].lowerBound : nil))
        }
        return groups
    }

    // MARK: Block style

    /// Takes children out of a block collection.
    ///
    /// - Parameters:
    ///   - group: What goes.
    ///   - keepsBreak: Whether the line break before the last line stays, although the text did not end in one.
    /// - Returns: The removal.
    /// - Throws: ``YAMLError`` with `unsupported`.
    private func removeFromBlock(_ group: Group, keepsBreak: Bool) throws(YAMLError) -> Splice {
        let column = layout.column(group.start)
        let below = layout.endOfComments(from: layout.nextLine(group.end), deeperThan: column)
        guard layout.isFirstOnLine(group.start) else {
            // Behind a dash: what comes next, or the comment above it, moves up to the dash.
            guard group.nextStart != nil else {
                throw YAMLError(
                    .unsupported, "this cannot be removed without moving what is around it; edit the file by hand",
                    at: tree.lines.position(of: group.start))
            }
            let next = tree.text.firstOffset(from: below) { !TextLayout.isBlank($0) && !TextLayout.isBreak($0) }
            return Splice(group.start..<(next ?? below), "")
        }
        var start = layout.startOfComments(above: layout.lineStart(group.start), column: column)
        if layout.skipToContent(tree.content.lowerBound) == group.start, group.previousEnd == nil {
            start = layout.lineStart(group.start)
        }
        let endsInBreak = layout.breakStart(before: below) != below
        if below == tree.text.count, !endsInBreak, !keepsBreak, start > 0 {
            // The text had no final line break: it gets none.
            return Splice(layout.breakStart(before: start)..<below, "")
        }
        return Splice(start..<below, "")
    }

    // MARK: Flow style

    private func removeFromFlow(_ group: Group) -> [Splice] {
        let isFirst = layout.isFirstOnLine(group.start)
        let lineStart = layout.lineStart(group.start)
        let start = layout.startOfComments(above: lineStart, column: layout.column(group.start))
        let comma = layout.skipToContent(group.end)
        let hasComma = tree.text.byte(at: comma) == UInt8(ascii: ",")
        if isFirst, hasComma, layout.isLastOnLine(comma + 1), group.nextStart != nil || group.previousEnd == nil {
            return [Splice(start..<layout.nextLine(comma), "")]
        }
        guard let nextStart = group.nextStart else {
            guard let previousEnd = group.previousEnd else { return [Splice(group.start..<group.end, "")] }
            if isFirst, layout.isLastOnLine(group.end) {
                // Whole lines go; the comma before them only if there is none behind.
                let lines = Splice(start..<layout.nextLine(hasComma ? comma : group.end), "")
                let before = layout.skipToContent(previousEnd)
                return hasComma ? [lines] : [Splice(before..<before + 1, ""), lines]
            }
            return [Splice(previousEnd..<group.end, "")]
        }
        if let previousEnd = group.previousEnd, !isFirst, layout.lineStart(nextStart) != layout.lineStart(group.end) {
            return [Splice(previousEnd..<group.end, "")]
        }
        if layout.lineStart(nextStart) == layout.lineStart(group.end) || layout.isBlank(comma + 1..<nextStart) {
            return [Splice(group.start..<nextStart, "")]
        }
        return [Splice(group.start..<comma + 1, "")]
    }
}
