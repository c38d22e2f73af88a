// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A node of a document: a scalar, a list or a mapping.
///
/// A cheap cursor into the document, which it keeps alive. An alias reads as the node that it stands for; only
/// ``range``, ``position`` and ``isAlias`` tell about the alias itself.
public struct YAMLNode: Sendable {
    /// What a node is.
    public enum Kind: Sendable, Hashable {
        /// A single value.
        case scalar
        /// A list.
        case sequence
        /// Keys with values.
        case mapping
    }

    /// How a node is written.
    public enum Style: UInt8, Sendable, Hashable {
        /// A scalar without quotes.
        case plain
        /// A scalar in single quotes.
        case singleQuoted
        /// A scalar in double quotes.
        case doubleQuoted
        /// A block scalar that keeps its lines (`|`).
        case literal
        /// A block scalar whose lines are joined (`>`).
        case folded
        /// A collection by indentation.
        case block
        /// A collection in brackets or braces.
        case flow
    }

    @usableFromInline let tree: NodeTree
    /// The record of the node as written here: of the alias, if it is one.
    @usableFromInline let written: Int
    /// The record of the node that is read.
    @usableFromInline let index: Int

    @inlinable
    init(_ tree: NodeTree, _ written: Int) {
        self.tree = tree
        self.written = written
        self.index = tree.resolved(written)
    }

    var record: NodeRecord { tree.nodes[index] }

    /// What the node is.
    public var kind: Kind {
        switch record.kind {
        case .sequence: .sequence
        case .mapping: .mapping
        case .scalar, .alias: .scalar
        }
    }

    /// How the node is written.
    public var style: Style { record.style }

    /// The node's bytes in the text: with its quotes or block header, without tag and anchor; of the alias, if it is one.
    ///
    /// A block scalar or block collection ends before the line break of its last line.
    public var range: Range<Int> { tree.range(of: written) }

    /// Where ``range`` starts.
    public var position: YAMLPosition { tree.lines.position(of: range.lowerBound) }

    /// Whether an alias stands here.
    public var isAlias: Bool { written != index }

    /// The node's tag with its handle resolved, for instance `tag:yaml.org,2002:str`; nil when it has none.
    public var tag: String? { tree.extra(of: index)?.tag }

    /// The name that aliases can refer to the node by; nil when it has none.
    public var anchor: String? { tree.extra(of: index)?.anchor }
}
