// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A list item on its way into the list of another document, with the comments that belong to it.
public struct YAMLTransplant: Sendable {
    /// The lines of the item and of its comments, moved so that the dash is in the first column, with LF at the end of
    /// each; nil when only its value is taken along.
    let lines: SourceText?
    /// What is taken along, wherever it stands.
    private let item: YAMLNode

    /// Takes an item along as it is written: its lines and the comments above and below that belong to it.
    ///
    /// Where its lines mean nothing elsewhere, only its value is taken: in JSON and other flow style, with tabs before
    /// its lines, with anchors and aliases.
    ///
    /// - Parameter item: The item of a list.
    /// - Throws: ``YAMLError`` with `no-json` or `wrong-kind` where kubectl refuses the value.
    public init(_ item: YAMLNode) throws(YAMLError) {
        self.init(lines: item.linesAsItem, item: item)
        if lines == nil { _ = try item.jsonValue() }
    }

    private init(lines: SourceText?, item: YAMLNode) {
        self.lines = lines
        self.item = item
    }

    /// What the item means.
    public var value: JSONValue {
        // What kubectl refuses is nothing to it.
        (try? item.jsonValue()) ?? .null
    }

    /// The same without its lines, where they cannot be read alone or mean something else then.
    var checked: YAMLTransplant { document == nil ? YAMLTransplant(lines: nil, item: item) : self }

    /// The lines read alone: a list with nothing but the item; nil when they are something else.
    private var document: YAMLDocument? {
        // Why they cannot be read makes no difference: the value is taken.
        guard let lines, let document = try? YAMLDocument(parsing: lines, limits: item.tree.limits),
            let list = document.root, list.kind == .sequence, list.count == 1, let only = list.element(at: 0),
            isWritten(as: only)
        else { return nil }
        return document
    }

    /// Whether the node is written as the item is: the same nodes in the same style.
    func isWritten(as node: YAMLNode) -> Bool {
        guard lines != nil else { return false }
        let tree = item.tree
        let count = tree.following(item.written) - item.written
        guard node.tree.following(node.written) - node.written == count else { return false }
        return (0..<count).allSatisfy { offset in
            let (mine, other) = (item.written + offset, node.written + offset)
            let (record, otherRecord) = (tree.nodes[mine], node.tree.nodes[other])
            guard record.kind == otherRecord.kind, record.style == otherRecord.style, record.kind != .alias,
                record.count == otherRecord.count
            else { return false }
            let hasExtra = record.flags.contains(.hasExtra) || otherRecord.flags.contains(.hasExtra)
            guard !hasExtra || tree.extra(of: mine)?.tag == node.tree.extra(of: other)?.tag else { return false }
            return record.kind != .scalar
                || YAMLNode(tree, mine).withScalarBytes { bytes in
                    YAMLNode(node.tree, other).withScalarBytes { bytes.hasSameBytes(as: $0) }
                }
        }
    }

    /// The item with changes made.
    ///
    /// - Parameter edits: Changes with paths from the item.
    /// - Returns: The changed item.
    /// - Throws: What ``YAMLDocument/applying(_:)`` throws where not even the value can be changed.
    public func applying(_ edits: [YAMLEdit]) throws(YAMLError) -> YAMLTransplant {
        guard !edits.isEmpty else { return self }
        let edits = edits.map { $0.below(0) }
        // Where the lines cannot be changed, the value perhaps can.
        if let changed = try? document?.applying(edits).document, let item = changed.root?.element(at: 0) {
            return YAMLTransplant(lines: changed.text, item: item)
        }
        let alone = try YAMLDocument(parsing: FlowText().text(.array([try item.jsonValue()])))
        let changed = try alone.applying(edits).document
        guard let item = changed.root?.element(at: 0) else { throw .verificationFailed }
        return YAMLTransplant(lines: nil, item: item)
    }
}

extension YAMLTransplant: Hashable {
    /// Whether both are the same text, taken along in the same way.
    public static func == (left: YAMLTransplant, right: YAMLTransplant) -> Bool {
        left.lines == right.lines && left.value == right.value
    }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(lines) }
}

extension YAMLEdit {
    /// The same edit of a document in which this one is the item of a list.
    fileprivate func below(_ position: Int) -> YAMLEdit {
        let step = YAMLStep.index(position)
        return switch self {
        case .set(let path, let value): .set([step] + path, value)
        case .append(let path, let value): .append([step] + path, value)
        case .transplant(let path, let items): .transplant([step] + path, items)
        case .remove(let path): .remove([step] + path)
        case .renameKey(let path, let name): .renameKey([step] + path, name)
        }
    }
}
