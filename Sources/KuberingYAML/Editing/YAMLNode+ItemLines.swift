// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension YAMLNode {
    /// The lines of a block list's item, moved to the left until its dash is in the first column.
    ///
    /// With them come the comment lines directly above in the dash's column and directly below that begin deeper, as
    /// they would go with the item when it is removed. Nil when the item has no lines for itself, is tied to other places
    /// by anchors and aliases, or goes on further left than its dash, as a text in quotes can.
    var linesAsItem: SourceText? {
        let hasTies = (written..<Int(tree.nodes[written].next)).contains { node in
            tree.nodes[node].kind == .alias || tree.extra(of: node)?.anchor != nil
        }
        let layout = TextLayout(tree.text)
        guard !hasTies, let dash = dash(in: layout) else { return nil }
        let column = layout.column(dash)
        let start = layout.startOfComments(above: layout.lineStart(dash), column: column)
        let end = layout.endOfComments(from: layout.nextLine(range.upperBound), deeperThan: column)
        // Of a fleet of items whose dashes are there already, no copy is made.
        if column == 0, tree.text.withBytes(in: start..<end, Self.areUsable) { return tree.text.slice(start..<end) }
        return tree.text.withBytes(in: start..<end) { Self.moved($0, by: column) }.map { SourceText($0) }
    }

    /// Whether the lines are as ``moved(_:by:)`` would leave them: with LF at the end of each, and no tab at the start.
    private static func areUsable(_ lines: UnsafeBufferPointer<UInt8>) -> Bool {
        let (newline, tab) = (UInt8(ascii: "\n"), UInt8(ascii: "\t"))
        guard lines.last == newline, lines.first != tab, lines.firstOffset(of: UInt8(ascii: "\r")) == nil else {
            return false
        }
        var isUsable = true
        lines.forEachOffset(of: newline) { if $0 + 1 < lines.count, lines[$0 + 1] == tab { isUsable = false } }
        return isUsable
    }

    /// Where the dash of the item stands; nil when something else stands before it on its line.
    private func dash(in layout: TextLayout) -> Int? {
        var end = tree.outerStart(of: written)
        if layout.isFirstOnLine(end) { end = layout.breakStart(before: layout.lineStart(end)) }
        guard let dash = tree.text.lastOffset(before: end, where: { !TextLayout.isBlank($0) }),
            tree.text.byte(at: dash) == UInt8(ascii: "-"), layout.isFirstOnLine(dash)
        else { return nil }
        return dash
    }

    /// The lines less the blanks at the start of each, with LF at the end of each; nil when one has less.
    private static func moved(_ lines: UnsafeBufferPointer<UInt8>, by count: Int) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(lines.count + 1)
        var offset = 0
        while offset < lines.count {
            let blanks = lines[offset...].prefix(count).prefix { $0 == UInt8(ascii: " ") }.count
            let line = lines[(offset + blanks)...].prefix { !TextLayout.isBreak($0) }
            let isIndented = blanks == count && line.first != UInt8(ascii: "\t")
            guard isIndented || line.first.map({ $0 == UInt8(ascii: "#") }) ?? true else { return nil }
            result += line
            result.append(UInt8(ascii: "\n"))
            offset = line.endIndex + 1
            let isPair = line.endIndex < lines.count && lines[line.endIndex] == UInt8(ascii: "\r")
            if isPair, offset < lines.count, lines[offset] == UInt8(ascii: "\n") { offset += 1 }
        }
        return result
    }
}
