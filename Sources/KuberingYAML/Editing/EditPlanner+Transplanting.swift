// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension EditPlanner {
    /// Adds items of other documents to a list, which is made when it is missing, null or nothing.
    ///
    /// The first plan takes their lines along, the others write their values in the manner of this document.
    func transplanting(_ path: YAMLPath, _ items: [YAMLTransplant]) throws(YAMLError) -> [[Splice]] {
        let values = JSONValue.array(items.map(\.value))
        switch try locate(path) {
        case .nothing(let names):
            let plain = beginning(with: Self.nested(values, in: names))
            guard names.count == 1, let name = names.first else { return plain }
            return beginning(withLines: list(named: name, at: 0, items, near: [])) + plain
        case .missing(let place, let names):
            return try transplanting(items, values, into: names, of: place)
        case .found(let place):
            let list = tree.nodes[place.node]
            if YAMLNode(tree, place.node).isNull || (list.kind == .sequence && list.count == 0) {
                if list.kind == .alias { try requireOwn(place.node) }
                return try filling(place, with: items) + replacing(place, by: values)
            }
            try requireOwn(place.node)
            guard list.kind == .sequence else { throw tree.error(.wrongKind, "here should be a list", at: place.node) }
            guard list.style == .block else { return [flowAppending(items.map(\.value), to: place)] }
            return [true, false].map { asWritten in
                let lines = lines(
                    of: items, dash: layout.column(Int(list.start)), near: place.around + [place.node],
                    asWritten: asWritten)
                return [insertion(of: lines, below: place.node)]
            }
        }
    }

    private func transplanting(
        _ items: [YAMLTransplant], _ values: JSONValue, into names: [String], of place: EditPlace
    ) throws(YAMLError) -> [[Splice]] {
        let mapping = tree.nodes[place.node]
        let plain = try adding(names, values, to: place)
        guard names.count == 1, let name = names.first else { return plain }
        if let merged = YAMLNode(tree, place.node)[name] { throw listBehindMergeKey(merged) }
        guard mapping.kind == .mapping, mapping.style == .block, let first = tree.entries(of: place.node).first else {
            return plain
        }
        let column = layout.column(start(ofEntry: first.key))
        let lines = list(named: name, at: column, items, near: place.around + [place.node])
        return [[insertion(of: lines, below: place.node)]] + plain
    }

    /// Puts items in the place of an empty list, or of nothing, that is the value of a key; no plan elsewhere.
    private func filling(_ place: EditPlace, with items: [YAMLTransplant]) -> [[Splice]] {
        guard let key = place.key, !isInFlow(place), let colon = endOfColon(after: key, before: place.node) else {
            return []
        }
        let column = layout.column(start(ofEntry: key)) + blockText(near: place.around).manner.listStep
        let lines = lines(of: items, dash: column, near: place.around, asWritten: true)
        let rendering = Rendering(inline: "", lines: lines)
        return [replacement(of: place, behind: colon, by: rendering, keepingProperties: false)]
    }

    /// The lines of a new entry that holds a list.
    private func list(named name: String, at column: Int, _ items: [YAMLTransplant], near around: [Int]) -> [String] {
        let dash = column + blockText(near: around).manner.listStep
        let key = BlockText.blanks(column) + ScalarText.text(name, style: .plain, in: .block) + ":"
        return [key] + lines(of: items, dash: dash, near: around, asWritten: true)
    }

    private func lines(of items: [YAMLTransplant], dash: Int, near around: [Int], asWritten: Bool) -> [String] {
        let text = blockText(near: around)
        let indentation = BlockText.blanks(dash)
        return items.flatMap { item -> [String] in
            guard asWritten, item.isAsWritten else {
                return text.item(item.value, dash: dash, content: dash + text.manner.gap)
            }
            return item.document.text.string.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map { $0.isEmpty ? "" : indentation + $0 }
        }
    }
}
