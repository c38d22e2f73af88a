// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A list item on its way into the list of another document, with the comments that belong to it.
///
/// It is a document of its own that holds a list with nothing but the item.
public struct YAMLTransplant: Sendable {
    /// The item alone in a list: its lines moved so that the dash is in the first column, or its value.
    let document: YAMLDocument
    /// Whether the lines of ``document`` are those of the item, to be taken along as they are.
    let isAsWritten: Bool

    /// Takes an item along as it is written: its lines and the comments above and below that belong to it.
    ///
    /// Where its lines mean nothing elsewhere, only its value is taken: in JSON and other flow style, with tabs before
    /// its lines, with anchors and aliases.
    ///
    /// - Parameter item: The item of a list.
    /// - Throws: ``YAMLError`` with `no-json` or `wrong-kind` where kubectl refuses the value.
    public init(_ item: YAMLNode) throws(YAMLError) {
        // Lines that cannot be read alone, or mean something else then, are no use: the value is taken.
        if let text = item.linesAsItem, let document = try? YAMLDocument(parsing: text, limits: item.tree.limits),
            case let transplant = YAMLTransplant(document: document, isAsWritten: true), transplant.isWritten(as: item)
        {
            self = transplant
        } else {
            try self.init(try item.jsonValue())
        }
    }

    private init(_ value: JSONValue) throws(YAMLError) {
        self.init(document: try YAMLDocument(parsing: FlowText().text(.array([value]))), isAsWritten: false)
    }

    private init(document: YAMLDocument, isAsWritten: Bool) {
        self.document = document
        self.isAsWritten = isAsWritten
    }

    /// What the item means.
    public var value: JSONValue {
        // What kubectl refuses is nothing to it.
        (try? document.root?.element(at: 0)?.jsonValue()) ?? .null
    }

    /// Whether the node is written as the item is: the same nodes in the same style, and nothing else beside the item.
    func isWritten(as node: YAMLNode) -> Bool {
        let tree = document.tree
        guard tree.nodes.first?.kind == .sequence, tree.nodes.first?.count == 1 else { return false }
        let count = Int(node.tree.nodes[node.written].next) - node.written
        guard tree.nodes.count == count + 1 else { return false }
        return (0..<count).allSatisfy { offset in
            let (mine, other) = (tree.nodes[offset + 1], node.tree.nodes[node.written + offset])
            return mine.kind == other.kind && mine.style == other.style && mine.count == other.count
                && mine.kind != .alias
                && tree.extra(of: offset + 1)?.tag == node.tree.extra(of: node.written + offset)?.tag
                && YAMLNode(tree, offset + 1).withScalarBytes { bytes in
                    YAMLNode(node.tree, node.written + offset).withScalarBytes { bytes.hasSameBytes(as: $0) }
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
        do throws(YAMLError) {
            let changed = try document.applying(edits.map { $0.below(0) }).document
            return YAMLTransplant(document: changed, isAsWritten: isAsWritten)
        } catch {
            guard isAsWritten else { throw error }
            return try YAMLTransplant(value).applying(edits)
        }
    }
}

extension YAMLTransplant: Hashable {
    /// Whether both are the same text, taken along in the same way.
    public static func == (left: YAMLTransplant, right: YAMLTransplant) -> Bool {
        left.isAsWritten == right.isAsWritten && left.document.text == right.document.text
    }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(document.text) }
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
