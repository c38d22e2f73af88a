// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension YAMLNode {
    /// One `key: value` of a mapping, as written.
    public struct Entry: Sendable {
        /// The key.
        public let key: YAMLNode
        /// The value; a null scalar when nothing is written.
        public let value: YAMLNode
    }

    /// The items of a list, in order.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let tree: NodeTree
        private var child: Int
        private var left: Int

        init(_ node: YAMLNode) {
            tree = node.tree
            child = node.index + 1
            left = node.kind == .sequence ? Int(node.record.count) : 0
        }

        /// How many items are left.
        public var underestimatedCount: Int { left }

        /// The next item; nil after the last.
        public mutating func next() -> YAMLNode? {
            guard left > 0 else { return nil }
            left -= 1
            defer { child = Int(tree.nodes[child].next) }
            return YAMLNode(tree, child)
        }
    }

    /// The entries of a mapping, in the order of the text.
    public struct Entries: Sequence, IteratorProtocol, Sendable {
        private let tree: NodeTree
        private var child: Int
        private var left: Int

        init(_ node: YAMLNode) {
            tree = node.tree
            child = node.index + 1
            left = node.kind == .mapping ? Int(node.record.count) / 2 : 0
        }

        /// How many entries are left.
        public var underestimatedCount: Int { left }

        /// The next entry; nil after the last.
        public mutating func next() -> Entry? {
            guard left > 0 else { return nil }
            left -= 1
            let value = Int(tree.nodes[child].next)
            defer { child = Int(tree.nodes[value].next) }
            return Entry(key: YAMLNode(tree, child), value: YAMLNode(tree, value))
        }
    }

    /// The items of a list; empty for other nodes.
    public var elements: Elements { Elements(self) }

    /// The entries of a mapping as they are written, repeated keys and merge keys included; empty for other nodes.
    public var entries: Entries { Entries(self) }

    /// Calls `body` with the key and value of each of ``entries``; faster than the sequence, as it counts no references.
    ///
    /// - Parameter body: What to do with an entry.
    /// - Throws: What `body` throws, which ends the round.
    @inlinable
    public func forEachEntry<Failure: Error>(
        _ body: (_ key: YAMLNode, _ value: YAMLNode) throws(Failure) -> Void
    ) throws(Failure) {
        guard kind == .mapping else { return }
        var child = index + 1
        for _ in 0..<count {
            let value = tree.following(child)
            try body(YAMLNode(tree, child), YAMLNode(tree, value))
            child = tree.following(value)
        }
    }

    /// How many items a list has, or entries a mapping has as written; 0 for scalars.
    public var count: Int { kind == .mapping ? Int(record.count) / 2 : Int(record.count) }

    /// The list's item at `position`, from 0; nil when there is none.
    public func element(at position: Int) -> YAMLNode? {
        guard position >= 0, position < count else { return nil }
        return elements.dropFirst(position).first { _ in true }
    }
}
