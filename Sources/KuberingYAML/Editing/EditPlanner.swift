// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Finds the splices that make an edit.
///
/// A plan need not be right in every odd text: what it makes of the text is read and compared with the intention
/// (``EditVerification``) before anybody sees it. But it touches no more bytes than it has to.
struct EditPlanner {
    let tree: NodeTree
    let layout: TextLayout
    /// Whether texts of several lines may be written as block scalars (`|`).
    let allowsBlockScalars: Bool

    init(_ tree: NodeTree, allowsBlockScalars: Bool) {
        self.tree = tree
        self.layout = TextLayout(tree.text)
        self.allowsBlockScalars = allowsBlockScalars
    }

    /// The ways to make an edit, the best first.
    ///
    /// - Parameter edit: What to change.
    /// - Returns: Lists of splices, each sorted and without overlap; a list without any means that nothing is to be
    ///   done.
    /// - Throws: ``YAMLError`` when the edit cannot be made.
    func plans(for edit: YAMLEdit) throws(YAMLError) -> [[Splice]] {
        let plans =
            switch edit {
            case .set(let path, let value): try setting(path, value)
            case .append(let path, let value): try appending(path, value)
            case .remove(let path): try removing(path)
            case .renameKey(let path, let name): try renaming(path, name)
            }
        return plans.map(Self.joined)
    }

    /// The splices in order; those that touch become one.
    private static func joined(_ splices: [Splice]) -> [Splice] {
        let sorted = splices.filter { !$0.range.isEmpty || !$0.replacement.isEmpty }
            .sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        var result: [Splice] = []
        for splice in sorted {
            guard let last = result.last, last.range.upperBound >= splice.range.lowerBound else {
                result.append(splice)
                continue
            }
            let end = max(last.range.upperBound, splice.range.upperBound)
            result[result.count - 1] = Splice(
                range: last.range.lowerBound..<end, replacement: last.replacement + splice.replacement)
        }
        return result
    }

    /// A value inside mappings of these names, the outermost first.
    static func nested(_ value: JSONValue, in names: some BidirectionalCollection<String>) -> JSONValue {
        names.reversed().reduce(value) { inner, name in .object([JSONValue.Member(name, inner)]) }
    }

    // MARK: Where things are

    /// Whether nothing is written for the node: `key:` without a value.
    func isNothing(_ node: Int) -> Bool {
        tree.nodes[node].kind == .scalar && tree.nodes[node].style == .plain && tree.outerRange(of: node).isEmpty
    }

    /// Whether the node stands inside brackets or braces.
    func isInFlow(_ place: EditPlace) -> Bool { place.container.map { tree.nodes[$0].style == .flow } ?? false }

    /// Where an entry starts: at its key, or at the `?` before it.
    func start(ofEntry key: Int) -> Int {
        let start = tree.outerStart(of: key)
        let blanks = tree.text.lastOffset(before: start) { !TextLayout.isBlank($0) } ?? 0
        let isExplicit = blanks < start - 1 && tree.text.byte(at: blanks) == UInt8(ascii: "?")
        return isExplicit ? blanks : start
    }

    /// Where the colon after a key ends; nil when there is none, as in `{a, b}`.
    func endOfColon(after key: Int, before value: Int) -> Int? {
        let offset = layout.skipToContent(Int(tree.nodes[key].end))
        let isColon = tree.text.byte(at: offset) == UInt8(ascii: ":")
        return isColon && (offset < tree.outerStart(of: value) || isNothing(value)) ? offset + 1 : nil
    }

    /// Where the dashes of a block list stand, one for each item.
    func dashes(of list: Int) -> [Int] {
        var dashes: [Int] = []
        var start = Int(tree.nodes[list].start)
        for item in tree.children(of: list) {
            dashes.append(start)
            start = layout.skipToContent(layout.nextLine(Int(tree.nodes[item].end)))
        }
        return dashes
    }
}
