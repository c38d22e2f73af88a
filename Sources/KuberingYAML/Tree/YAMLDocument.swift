// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The version that a `%YAML` directive asks for.
public struct YAMLVersion: Sendable, Hashable {
    /// The 1 of `1.2`.
    public let major: Int
    /// The 2 of `1.2`.
    public let minor: Int
}

/// The first document of a text.
///
/// Later documents are kept as bytes and not even checked, as kubectl does.
public struct YAMLDocument: Sendable {
    let tree: NodeTree

    init(_ tree: NodeTree) { self.tree = tree }

    /// The document of a text without a byte.
    public static let empty = YAMLDocument(
        NodeTree(
            text: SourceText([]), limits: .standard, nodes: [], extras: [], values: [], content: 0..<0, version: nil))

    /// Reads the first document of a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8, with or without a byte-order mark.
    ///   - limits: What the document may cost.
    /// - Throws: ``YAMLError`` with `syntax`, `encoding`, `too-large`, `too-deep` or `too-many-aliases`.
    public init(parsing text: SourceText, limits: YAMLLimits = .standard) throws(YAMLError) {
        self.tree = try DocumentParser(text, limits: limits).parse()
    }

    /// Reads the first document of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limits: What the document may cost.
    /// - Throws: ``YAMLError`` with `syntax`, `encoding`, `too-large`, `too-deep` or `too-many-aliases`.
    public init(parsing text: String, limits: YAMLLimits = .standard) throws(YAMLError) {
        try self.init(parsing: SourceText(text), limits: limits)
    }

    /// The whole text, later documents included.
    public var text: SourceText { tree.text }

    /// The root node; nil when the document holds nothing but comments.
    public var root: YAMLNode? { tree.nodes.isEmpty ? nil : YAMLNode(tree, 0) }

    /// The version of the document's `%YAML` directive; nil when it has none.
    ///
    /// kubectl refuses anything but 1.1.
    public var versionDirective: YAMLVersion? { tree.version }

    /// Where the next document's first value stands; nil when nothing but comments and markers follows.
    public var furtherDocument: YAMLPosition? {
        let layout = TextLayout(text)
        var offset = layout.skipToContent(tree.content.upperBound)
        // The content ends at a marker, and markers may follow each other.
        while layout.isLineStart(offset),
            ["---", "..."].contains(text.string(in: offset..<min(offset + 3, text.count)))
        {
            offset = layout.skipToContent(offset + 3)
        }
        return offset < text.count ? position(of: offset) : nil
    }

    /// The position of the byte at `offset` of ``text``.
    public func position(of offset: Int) -> YAMLPosition { tree.lines.position(of: offset) }

    /// The node at the path, as kubectl would find it: the last of repeated keys, merge keys and aliases followed.
    ///
    /// - Parameter path: The way from the root; empty for the root itself.
    /// - Returns: The node; nil when there is none.
    public subscript(_ path: YAMLPath) -> YAMLNode? {
        var node = root
        for step in path {
            switch step {
            case .key(let key): node = node?[key]
            case .index(let index): node = node?.element(at: index)
            }
        }
        return node
    }
}
