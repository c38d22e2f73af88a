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
    /// What edits are made with.
    let care: EditCare
    private let lists = ChildLists()

    init(_ tree: NodeTree, _ care: EditCare) {
        self.tree = tree
        self.layout = TextLayout(tree.text)
        self.care = care
    }

    /// The ways to make edits, the best first.
    ///
    /// - Parameter edits: What to change; all paths are those of this tree.
    /// - Returns: Lists of splices, each sorted and without overlap; a list without any means that nothing is to be
    ///   done.
    /// - Throws: ``YAMLError`` when one of the edits cannot be made.
    func plans(for edits: [YAMLEdit]) throws(YAMLError) -> [[Splice]] {
        var changes: [(path: YAMLPath, ways: [[Splice]])] = []
        var appended = Grouped<JSONValue>()
        var transplanted = Grouped<YAMLTransplant>()
        var removed = Grouped<YAMLStep>()
        for edit in edits {
            switch edit {
            case .set(let path, let value): changes.append((path, try setting(path, value)))
            case .renameKey(let path, let name): changes.append((path, try renaming(path, name)))
            case .append(let path, let value): appended.add(value, at: path)
            case .transplant(let path, let items): for item in items { transplanted.add(item, at: path) }
            case .remove(let path):
                guard let step = path.last else {
                    throw YAMLError(.wrongKind, "the whole document cannot be removed")
                }
                removed.add(step, at: path.dropLast())
            }
        }
        var items: [(path: YAMLPath, ways: [[Splice]])] = []
        for (path, values) in appended.groups { items.append((path, try appending(path, values))) }
        for (path, values) in transplanted.groups { items.append((path, try transplanting(path, values))) }
        // Where a list and what holds it end in one place, the new items come before the new entries.
        if !items.isEmpty { changes = try deepestFirst(items + changes) }
        var plans = changes.map(\.ways)
        for (path, steps) in removed.groups { plans.append(try removing(steps, at: path)) }
        let ways = plans.map(\.count).max() ?? 0
        return (0..<ways).compactMap { way in
            Self.joined(plans.flatMap { $0.isEmpty ? [] : $0[min(way, $0.count - 1)] })
        }
    }

    /// The places of a collection's children, found once: thousands of edits may lead through one list.
    func children(of collection: Int) -> [Int] { lists.children(of: collection, in: tree) }

    /// The changes, those before the others that are made in a collection inside that of others.
    private func deepestFirst(
        _ changes: [(path: YAMLPath, ways: [[Splice]])]
    ) throws(YAMLError) -> [(path: YAMLPath, ways: [[Splice]])] {
        var depths: [Int] = []
        for change in changes {
            switch try locate(change.path) {
            case .found(let place), .missing(let place, _): depths.append(place.around.count)
            case .nothing: depths.append(0)
            }
        }
        return changes.indices.sorted { (-depths[$0], $0) < (-depths[$1], $1) }.map { changes[$0] }
    }

    /// Edits of one list or mapping that are planned together.
    private struct Grouped<Member> {
        private(set) var groups: [(path: YAMLPath, members: [Member])] = []
        private var places: [YAMLPath: Int] = [:]

        mutating func add(_ member: Member, at path: YAMLPath) {
            if let place = places[path] {
                groups[place].members.append(member)
            } else {
                places[path] = groups.count
                groups.append((path, [member]))
            }
        }
    }

    /// The splices in order, those that touch as one.
    ///
    /// Nil when two want the same bytes.
    private static func joined(_ splices: [Splice]) -> [Splice]? {
        // Insertions at one place stay in the order in which they were asked for.
        let sorted = splices.enumerated().filter { !$0.element.range.isEmpty || !$0.element.replacement.isEmpty }
            .sorted {
                ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                    < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
            }
        var result: [Splice] = []
        for (_, splice) in sorted {
            guard let last = result.last, last.range.upperBound >= splice.range.lowerBound else {
                result.append(splice)
                continue
            }
            guard last.range.upperBound == splice.range.lowerBound else { return nil }
            result[result.count - 1] = Splice(
                range: last.range.lowerBound..<splice.range.upperBound,
                replacement: last.replacement + splice.replacement)
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

/// The children of the collections that were asked for.
private final class ChildLists {
    private var known: [Int: [Int]] = [:]

    func children(of collection: Int, in tree: NodeTree) -> [Int] {
        if let children = known[collection] { return children }
        let children = tree.children(of: collection)
        // Of small ones there are many, and they are found as soon.
        if children.count > 100 { known[collection] = children }
        return children
    }
}
