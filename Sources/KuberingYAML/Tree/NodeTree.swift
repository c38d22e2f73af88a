// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The nodes of a text's first document.
@usableFromInline
final class NodeTree: Sendable {
    let text: SourceText
    let limits: YAMLLimits
    /// All nodes, in the order of the text; the root is the first.
    let nodes: [NodeRecord]
    let extras: [NodeExtra]
    /// Decoded values of scalars that are written differently: with escapes, folded, as blocks.
    let values: [UInt8]
    /// Where the content of the document starts and ends in the text: after its `---`, before the next document's `---`
    /// or `...`.
    let content: Range<Int>
    /// The version of a `%YAML` directive.
    let version: YAMLVersion?
    let lines: LineIndex

    init(
        text: SourceText, limits: YAMLLimits, nodes: [NodeRecord], extras: [NodeExtra], values: [UInt8],
        content: Range<Int>, version: YAMLVersion?
    ) {
        self.text = text
        self.limits = limits
        self.nodes = nodes
        self.extras = extras
        self.values = values
        self.content = content
        self.version = version
        self.lines = LineIndex(text)
    }

    /// What the node at `index` has besides its record, if anything.
    func extra(of index: Int) -> NodeExtra? {
        let record = nodes[index]
        return record.flags.contains(.hasExtra) ? extras[Int(record.extra)] : nil
    }

    /// The node itself, or the one that it stands for.
    @usableFromInline
    func resolved(_ index: Int) -> Int {
        nodes[index].kind == .alias ? Int(extras[Int(nodes[index].extra)].target) : index
    }

    /// The node after this one and all that it holds.
    @usableFromInline
    func following(_ index: Int) -> Int { Int(nodes[index].next) }

    /// Where the node starts in the text, its tag and anchor included.
    func outerStart(of index: Int) -> Int {
        extra(of: index).map { Int($0.outerStart) } ?? Int(nodes[index].start)
    }

    /// The node's bytes in the text, its tag and anchor included.
    func outerRange(of index: Int) -> Range<Int> {
        outerStart(of: index)..<max(outerStart(of: index), Int(nodes[index].end))
    }

    /// The node's bytes in the text.
    func range(of index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].end) }

    /// The nodes directly inside a collection, in order.
    func children(of index: Int) -> [Int] {
        var children: [Int] = []
        var child = index + 1
        for _ in 0..<nodes[index].count {
            children.append(child)
            child = Int(nodes[child].next)
        }
        return children
    }

    /// A mapping's entry: places of its key and its value.
    typealias Entry = (key: Int, value: Int)

    /// The entries of a mapping, as written.
    func entries(of mapping: Int) -> [Entry] {
        let children = children(of: mapping)
        return stride(from: 0, to: children.count - 1, by: 2).map { (children[$0], children[$0 + 1]) }
    }

    /// The error with this code about the node.
    func error(_ code: YAMLError.Code, _ problem: String, at index: Int) -> YAMLError {
        YAMLError(code, problem, at: lines.position(of: Int(nodes[index].start)))
    }
}
