// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// Puts a value in the place of another.
    func replacing(_ place: EditPlace, by value: JSONValue) throws(YAMLError) -> [[Splice]] {
        let record = tree.nodes[place.node]
        try requireUnused(place.node..<Int(record.next))
        if isInFlow(place) {
            let text = flowText(inside: place.around).text(value, style: keptStyle(place, value))
            return [inlineReplacement(of: place, by: text, value)]
        }
        let isCollection = value.members?.isEmpty == false || value.array?.isEmpty == false
        let flow = flowText(inside: place.around + [place.node])
        let inFlow = inlineReplacement(of: place, by: flow.text(value, style: keptStyle(place, value)), value)
        if isCollection, record.style == .flow, record.count > 0 { return [inFlow] }
        let isKept = keepsProperties(place, value)
        let rendered: [Splice]
        if let key = place.key {
            guard let colon = endOfColon(after: key, before: place.node) else {
                throw tree.error(.unsupported, "a key without a colon; edit the file by hand", at: key)
            }
            let column = layout.column(start(ofEntry: key))
            let rendering = blockText(near: place.around, for: value)
                .value(value, ofKeyAt: column, style: keptStyle(place, value))
            rendered = replacement(of: place, behind: colon, by: rendering, keepingProperties: isKept)
        } else if let list = place.container, let position = place.position {
            let dash = dashes(of: list)[position]
            let text = blockText(near: place.around)
            let dashColumn = layout.column(dash)
            let isOnDashLine = layout.lineStart(dash) == layout.lineStart(Int(record.start))
            let content =
                isOnDashLine && !isNothing(place.node)
                ? layout.column(tree.outerStart(of: place.node)) : dashColumn + text.manner.gap
            let rendering = text.value(
                value, ofDashAt: dashColumn, content: content, style: keptStyle(place, value))
            rendered = replacement(of: place, behind: dash + 1, by: rendering, keepingProperties: isKept)
        } else {
            rendered = rootReplacement(of: place, by: value)
        }
        return isCollection ? [rendered, inFlow] : [rendered]
    }

    /// The style that a string keeps from what it replaces.
    private func keptStyle(_ place: EditPlace, _ value: JSONValue) -> YAMLNode.Style {
        guard case .string = value, tree.nodes[place.node].kind == .scalar else { return .plain }
        let style = tree.nodes[place.node].style
        return style == .singleQuoted || style == .doubleQuoted ? style : .plain
    }

    /// Whether the tag and the anchor of a value fit what takes its place.
    private func keepsProperties(_ place: EditPlace, _ value: JSONValue) -> Bool {
        let node = YAMLNode(tree, place.node)
        guard !node.isAlias else { return false }
        switch value {
        case .object: return node.kind == .mapping
        case .array: return node.kind == .sequence
        case .string: return node.kind == .scalar && (node.tag == nil || node.tag == "tag:yaml.org,2002:str")
        case .null, .bool, .number: return node.kind == .scalar && node.tag == nil
        }
    }

    /// One line in the place of the value, whatever its shape.
    private func inlineReplacement(of place: EditPlace, by text: String, _ value: JSONValue) -> [Splice] {
        let isKept = keepsProperties(place, value)
        if let key = place.key {
            if let colon = endOfColon(after: key, before: place.node) {
                return replacement(of: place, behind: colon, by: Rendering(inline: text), keepingProperties: isKept)
            }
            // A key alone, as in `{a, b}`.
            let end = Int(tree.nodes[key].end)
            return [Splice(end..<end, ": " + text)]
        }
        if !isInFlow(place), let list = place.container, let position = place.position {
            return replacement(
                of: place, behind: dashes(of: list)[position] + 1, by: Rendering(inline: text),
                keepingProperties: isKept)
        }
        return [Splice(isKept ? tree.range(of: place.node) : tree.outerRange(of: place.node), text)]
    }

    /// What stands behind a colon or dash, replaced.
    ///
    /// - Parameters:
    ///   - place: The value that goes.
    ///   - indicator: The offset behind the colon or dash.
    ///   - rendering: The value that comes.
    ///   - isKept: Whether tag and anchor stay.
    /// - Returns: The replacement.
    func replacement(
        of place: EditPlace, behind indicator: Int, by rendering: Rendering, keepingProperties isKept: Bool
    ) -> [Splice] {
        let record = tree.nodes[place.node]
        let (start, end) = (Int(record.start), Int(record.end))
        let outerStart = tree.outerStart(of: place.node)
        // Everything behind the indicator, or behind the properties that stay, makes room.
        let properties = outerStart..<propertiesEnd(of: place.node)
        let head = isKept && !properties.isEmpty ? properties.upperBound : indicator
        let lines = rendering.lines.reduce(into: "") { $0 += layout.lineBreak + $1 }
        let inline = rendering.inline.isEmpty ? "" : " " + rendering.inline
        switch (record.kind, record.style) {
        case (.scalar, .plain) where start == end:
            let lineEnd = layout.lineEnd(head)
            return [Splice(head..<max(head, end), inline), Splice(lineEnd..<lineEnd, lines)]
        case (.scalar, .literal), (.scalar, .folded):
            // The header gives way to the new value, the comment behind it stays.
            let header = tree.text.firstOffset(from: start) { TextLayout.isBlank($0) || TextLayout.isBreak($0) } ?? end
            let headerLine = min(layout.lineEnd(start), end)
            return [Splice(head..<header, inline), Splice(headerLine..<end, lines)]
        case (_, .block) where layout.lineStart(start) != layout.lineStart(indicator):
            // A collection on the lines below; its tag and anchor may stand on this one.
            let lineEnd = layout.lineEnd(head)
            let goes = head == indicator && layout.lineStart(outerStart) == layout.lineStart(indicator)
            // Where nothing comes in their place, the comments behind and below the last line go as well.
            let below = layout.endOfComments(from: layout.nextLine(end), deeperThan: layout.column(start))
            let last = lines.isEmpty ? max(end, layout.breakStart(before: below)) : end
            return [
                Splice(head..<(goes ? max(head, properties.upperBound) : head), inline), Splice(lineEnd..<last, lines),
            ]
        case (_, .block): return [Splice((isKept ? start : outerStart)..<end, rendering.inline + lines)]
        default:
            let lineEnd = layout.lineEnd(end)
            let replaced = rendering.inline.isEmpty ? head..<end : (isKept ? start : outerStart)..<end
            return [Splice(replaced, rendering.inline), Splice(lineEnd..<lineEnd, lines)]
        }
    }

    /// Where the tag and the anchor of a node end; where it starts, when it has none.
    private func propertiesEnd(of node: Int) -> Int {
        let outerStart = tree.outerStart(of: node)
        let start = Int(tree.nodes[node].start)
        guard outerStart < start else { return start }
        // A comment may follow them, which they cannot hold themselves.
        var end = tree.text.firstOffset(from: outerStart) { $0 == UInt8(ascii: "#") || TextLayout.isBreak($0) } ?? start
        end = min(end, start)
        while end > outerStart, let byte = tree.text.byte(at: end - 1), TextLayout.isBlank(byte) { end -= 1 }
        return end
    }

    private func rootReplacement(of place: EditPlace, by value: JSONValue) -> [Splice] {
        let text = blockText(near: [], for: value)
        let lines: [String]
        switch value {
        case .object(let members) where !members.isEmpty: lines = text.lines(of: members, at: 0)
        case .array(let elements) where !elements.isEmpty:
            lines = elements.flatMap { text.item($0, dash: 0, content: text.manner.gap) }
        default: lines = [ScalarText.text(value, style: keptStyle(place, value), in: .block)]
        }
        return [Splice(tree.outerRange(of: place.node), lines.joined(separator: layout.lineBreak))]
    }
}
