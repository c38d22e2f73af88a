// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The trees of a text's parts, put together.
struct JoinedTree {
    private let first: NodeTree
    private var nodes: [NodeRecord]
    private var extras: [NodeExtra]
    private var values: [UInt8]
    private var contentEnd: Int
    /// Where the last part ends in the text.
    private var end: Int
    /// The root's last value, as the place of its node.
    private var last: Int

    /// Begins with the tree of the first part.
    ///
    /// - Parameters:
    ///   - tree: The tree.
    ///   - part: The part.
    ///   - count: How many nodes all parts have.
    init(_ tree: NodeTree, _ part: TextPart, count: Int) {
        first = tree
        nodes = tree.nodes
        nodes.reserveCapacity(count)
        extras = tree.extras
        values = tree.values
        contentEnd = tree.content.upperBound
        end = part.range.upperBound
        last = tree.lastChildOfRoot
    }

    /// Adds the tree of the next part, which has no anchors.
    ///
    /// - Returns: False when the trees do not fit together.
    mutating func append(_ tree: NodeTree, _ part: TextPart) -> Bool {
        // What the heading opens: the root, and behind its first key the list.
        let (root, list) = (0, 2)
        guard contentEnd == end, let column = part.dashColumn, isBlock(last, .sequence, column),
            isBlock(root, .mapping, 0),
            tree.nodes.count > list, tree.nodes[list].kind == .sequence,
            Int(tree.nodes[list].start) == part.range.lowerBound + column
        else { return false }
        let shift = nodes.count - (list + 1)
        for var node in tree.nodes[(list + 1)...] {
            node.next = UInt32(Int(node.next) + shift)
            if node.flags.contains(.hasExtra) { node.extra += UInt32(extras.count) }
            nodes.append(node)
        }
        for var extra in tree.extras {
            extra.value = extra.value.lowerBound + values.count..<extra.value.upperBound + values.count
            extras.append(extra)
        }
        values += tree.values
        go(on: last, with: tree.nodes[list], children: Int(tree.nodes[list].count), shift)
        go(on: root, with: tree.nodes[root], children: Int(tree.nodes[root].count) - 2, shift)
        contentEnd = tree.content.upperBound
        end = part.range.upperBound
        if tree.lastChildOfRoot != list { last = tree.lastChildOfRoot + shift }
        return true
    }

    /// The whole.
    var tree: NodeTree {
        NodeTree(
            text: first.text, limits: first.limits, nodes: nodes, extras: extras, values: values,
            content: first.content.lowerBound..<contentEnd, version: first.version)
    }

    /// Whether a node is a block collection whose first line begins in this column.
    private func isBlock(_ index: Int, _ kind: NodeRecord.Kind, _ column: Int) -> Bool {
        guard nodes.indices.contains(index), nodes[index].kind == kind, nodes[index].style == .block else {
            return false
        }
        let start = Int(nodes[index].start)
        let layout = TextLayout(first.text)
        return layout.isFirstOnLine(start) && layout.column(start) == column
    }

    /// Lets a collection go on with the children of another one.
    private mutating func go(on index: Int, with other: NodeRecord, children: Int, _ shift: Int) {
        nodes[index].count += UInt32(children)
        nodes[index].next = UInt32(Int(other.next) + shift)
        nodes[index].end = max(nodes[index].end, other.end)
    }
}

extension NodeTree {
    /// The place of the root's last value, or of the root when it has none.
    fileprivate var lastChildOfRoot: Int { nodes.isEmpty ? 0 : children(of: 0).last ?? 0 }

    /// Whether a node can be referred to, or refers to one.
    var hasAnchors: Bool { extras.contains { $0.anchor != nil } }
}
