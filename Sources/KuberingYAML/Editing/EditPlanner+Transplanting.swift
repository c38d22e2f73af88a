// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// Adds items of other documents to a list, which is made when it is missing, null or nothing.
    ///
    /// Their lines are taken along. Where they cannot be, or block scalars are not allowed any more, their values are written
    /// in the manner of this document.
    func transplanting(_ path: YAMLPath, _ items: [YAMLTransplant]) throws(YAMLError) -> [[Splice]] {
        let usable = care == .readsLines ? items.map(\.checked) : items
        if care != .plainValues, let plan = try planAsWritten(path, usable) { return [plan] }
        return try appending(path, items.map(\.value))
    }

    private func planAsWritten(_ path: YAMLPath, _ items: [YAMLTransplant]) throws(YAMLError) -> [Splice]? {
        switch try locate(path) {
        case .nothing(let names):
            guard names.count == 1, let name = names.first else { return nil }
            return beginning(withLines: list(named: name, at: 0, items, near: [])).first
        case .missing(let place, let names):
            let mapping = tree.nodes[place.node]
            guard names.count == 1, let name = names.first, YAMLNode(tree, place.node)[name] == nil,
                mapping.kind == .mapping, mapping.style == .block, let first = tree.entries(of: place.node).first
            else { return nil }
            let column = layout.column(start(ofEntry: first.key))
            let lines = list(named: name, at: column, items, near: place.around + [place.node])
            return [insertion(of: lines, below: place.node)]
        case .found(let place):
            let list = tree.nodes[place.node]
            if YAMLNode(tree, place.node).isNull || (list.kind == .sequence && list.count == 0) {
                return filling(place, with: items)
            }
            guard list.kind == .sequence, list.style == .block else { return nil }
            try requireOwn(place.node)
            let column = layout.column(Int(list.start))
            return [
                insertion(ofText: text(of: items, dash: column, near: place.around + [place.node]), below: place.node)
            ]
        }
    }

    /// Puts items in the place of an empty list, or of nothing, that is the value of a key.
    private func filling(_ place: EditPlace, with items: [YAMLTransplant]) -> [Splice]? {
        guard let key = place.key, !isInFlow(place), !YAMLNode(tree, place.node).isAlias,
            let colon = endOfColon(after: key, before: place.node)
        else { return nil }
        let column = layout.column(start(ofEntry: key)) + blockText(near: place.around).manner.listStep
        let rendering = Rendering(inline: "", lines: lines(of: items, dash: column, near: place.around))
        return replacement(of: place, behind: colon, by: rendering, keepingProperties: false)
    }

    /// The lines of a new entry that holds a list.
    private func list(named name: String, at column: Int, _ items: [YAMLTransplant], near around: [Int]) -> [String] {
        let dash = column + blockText(near: around).manner.listStep
        let key = BlockText.blanks(column) + ScalarText.text(name, style: .plain, in: .block) + ":"
        return [key] + lines(of: items, dash: dash, near: around)
    }

    /// The lines of items, each behind a line break: whole fleets come in, and strings of them would take much memory.
    private func text(of items: [YAMLTransplant], dash: Int, near around: [Int]) -> [UInt8] {
        let manner = blockText(near: around)
        let newline = UInt8(ascii: "\n")
        let lineBreak = Array(layout.lineBreak.utf8)
        let indentation = Array(BlockText.blanks(dash).utf8)
        var text: [UInt8] = []
        // Most lines of a large item are long.
        text.reserveCapacity(items.reduce(0) { $0 + ($1.lines?.count ?? 0) } * 33 / 32)
        for item in items {
            guard let lines = item.lines else {
                for line in manner.item(item.value, dash: dash, content: dash + manner.manner.gap) {
                    text += lineBreak
                    text += line.utf8
                }
                continue
            }
            lines.withBytes(in: 0..<lines.count) { bytes in
                // Their lines end with LF, the last one as well.
                let bytes = bytes.dropLast()
                if indentation.isEmpty, lineBreak == [newline] {
                    text.append(newline)
                    text += bytes
                    return
                }
                for line in bytes.split(separator: newline, omittingEmptySubsequences: false) {
                    text += lineBreak
                    if !line.isEmpty { text += indentation }
                    text += line
                }
            }
        }
        return text
    }

    private func lines(of items: [YAMLTransplant], dash: Int, near around: [Int]) -> [String] {
        let text = blockText(near: around)
        let indentation = BlockText.blanks(dash)
        return items.flatMap { item -> [String] in
            guard let lines = item.lines else {
                return text.item(item.value, dash: dash, content: dash + text.manner.gap)
            }
            return lines.string.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map { $0.isEmpty ? "" : indentation + $0 }
        }
    }
}
