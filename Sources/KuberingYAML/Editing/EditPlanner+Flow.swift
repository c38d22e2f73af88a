// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// The manner of brackets and braces, read off those around a place.
    ///
    /// - Parameter around: Places of collections, the outermost first.
    /// - Returns: The manner; that of YAML on one line where nothing shows another.
    func flowText(inside around: [Int]) -> FlowText {
        var text = FlowText()
        text.lineBreak = layout.lineBreak
        let filled = around.reversed().prefix { tree.nodes[$0].style == .flow }.filter { tree.nodes[$0].count > 0 }
        guard let sample = filled.lazy.compactMap({ sample(in: $0) }).first, sample.isJSON else { return text }
        text.isJSON = true
        text.colon = sample.colon ?? text.colon
        text.comma = sample.comma ?? (text.colon == ":" ? "," : text.comma)
        if let nearest = filled.first { text.indentation = spread(of: nearest) }
        return text
    }

    /// What the first key or string in a flow collection shows.
    private struct Sample {
        let isJSON: Bool
        var colon: String?
        var comma: String?
    }

    private func sample(in collection: Int) -> Sample? {
        let children = tree.children(of: collection)
        guard tree.nodes[collection].kind == .mapping else {
            for child in children {
                let record = tree.nodes[child]
                if record.kind != .scalar, let inside = sample(in: child) { return inside }
                let isString = record.kind == .scalar && YAMLNode(tree, child).scalar == .string
                if isString { return Sample(isJSON: record.style == .doubleQuoted, comma: separator(children, 0, 1)) }
            }
            return nil
        }
        guard children.count >= 2 else { return nil }
        let colon = tree.text.string(in: Int(tree.nodes[children[0]].end)..<tree.outerStart(of: children[1]))
        return Sample(
            isJSON: tree.nodes[children[0]].style == .doubleQuoted, colon: [":", ": "].contains(colon) ? colon : nil,
            comma: separator(children, 1, 2))
    }

    private func separator(_ children: [Int], _ left: Int, _ right: Int) -> String? {
        guard right < children.count else { return nil }
        let text = tree.text.string(in: Int(tree.nodes[children[left]].end)..<tree.outerStart(of: children[right]))
        return [",", ", "].contains(text) ? text : nil
    }

    /// How a collection spreads its children over lines; nil when it does not.
    private func spread(of collection: Int) -> (own: String, step: String)? {
        let start = tree.outerStart(of: collection + 1)
        guard layout.isFirstOnLine(start) else { return nil }
        let own = layout.indentation(ofLineAt: Int(tree.nodes[collection].start))
        let inner = layout.indentation(ofLineAt: start)
        return (inner, inner.hasPrefix(own) ? String(inner.dropFirst(own.count)) : "  ")
    }

    func flowAdding(_ name: String, _ value: JSONValue, to place: EditPlace) -> [Splice] {
        let around = place.around + [place.node]
        let text = flowText(inside: around)
        guard let last = tree.entries(of: place.node).last else { return [] }
        let keyStyle: YAMLNode.Style = tree.nodes[last.key].style == .doubleQuoted ? .doubleQuoted : .plain
        let end = max(Int(tree.nodes[last.key].end), Int(tree.nodes[last.value].end))
        return flowInsertion(
            of: [text.entry(name, value, keyStyle: keyStyle)], from: start(ofEntry: last.key), to: end, text.comma)
    }

    func flowAppending(_ values: [JSONValue], to place: EditPlace) -> [Splice] {
        let text = flowText(inside: place.around + [place.node])
        guard let last = tree.children(of: place.node).last else { return [] }
        return flowInsertion(
            of: values.map { text.text($0) }, from: tree.outerStart(of: last), to: Int(tree.nodes[last].end), text.comma
        )
    }

    /// Adds texts behind the last child of a flow collection.
    private func flowInsertion(of texts: [String], from start: Int, to end: Int, _ comma: String) -> [Splice] {
        guard layout.isFirstOnLine(start) else { return [Splice(end..<end, texts.map { comma + $0 }.joined())] }
        let newLine = layout.lineBreak + layout.indentation(ofLineAt: start)
        let next = layout.skipBlanks(end)
        if tree.text.byte(at: next) == UInt8(ascii: ","), layout.isLastOnLine(next + 1) {
            // A comma behind the last child: the new ones get one too.
            let lineEnd = layout.lineEnd(next)
            return [Splice(lineEnd..<lineEnd, texts.map { newLine + $0 + "," }.joined())]
        }
        let lines = texts.joined(separator: "," + newLine)
        guard layout.isLastOnLine(end) else { return [Splice(end..<end, "," + newLine + lines)] }
        let lineEnd = layout.lineEnd(end)
        return [Splice(end..<end, ","), Splice(lineEnd..<lineEnd, newLine + lines)]
    }
}
