// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// One node of a tree, in the order of the text: a collection stands before its children.
///
/// A 41 MB kubeconfig has 300,000 nodes, hence the small fields; offsets fit because ``YAMLLimits/size`` is at most
/// 4 GiB.
struct NodeRecord {
    enum Kind: UInt8 { case scalar, sequence, mapping, alias }

    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The decoded value of the scalar is what stands in the text, between the quotes if there are any.
        static let isVerbatim = Flags(rawValue: 1)
        /// An alias after it refers to the node.
        static let isReferenced = Flags(rawValue: 2)
        /// The node has an entry in ``NodeTree/extras``.
        static let hasExtra = Flags(rawValue: 4)
        /// The value of the scalar was found to be one run of base64 with its padding.
        static let isBase64 = Flags(rawValue: 8)
    }

    /// Where the node starts in the text, after its tag and anchor.
    var start: UInt32
    /// Where it ends; a block scalar or collection ends before the line break of its last line.
    var end: UInt32
    /// The record after this node and all that it holds.
    var next: UInt32
    /// How many children a collection has; a mapping has two for each entry.
    var count: UInt32
    /// The place in ``NodeTree/extras``, if ``Flags/hasExtra``.
    var extra: UInt32
    var kind: Kind
    var style: YAMLNode.Style
    var flags: Flags
}

/// What few nodes have.
struct NodeExtra {
    /// Where the tag or the anchor before the node starts; ``NodeRecord/start`` when it has none.
    var outerStart: UInt32
    /// The tag, handles resolved: `tag:yaml.org,2002:str`, `!foo`, `!`.
    var tag: String?
    var anchor: String?
    /// The node that an alias stands for.
    var target: UInt32 = 0
    /// Where the decoded value is in ``NodeTree/values``, when it is not verbatim.
    var value: Range<Int> = 0..<0
}
