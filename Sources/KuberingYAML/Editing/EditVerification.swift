// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Compares a patched document with what an edit was meant to do: the place of the edit with the value asked for,
/// everything else, node by node, with the old document.
struct EditVerification {
    private let old: NodeTree
    private let new: NodeTree

    init(old: NodeTree, new: NodeTree) {
        self.old = old
        self.new = new
    }

    /// Passes if the new document is the old one with the edit made.
    ///
    /// - Parameter edit: What was meant.
    /// - Throws: ``YAMLError`` with `verification-failed`.
    func verify(_ edit: YAMLEdit) throws(YAMLError) {
        let sameTail = old.text.count - old.content.upperBound == new.text.count - new.content.upperBound
        guard sameTail, old.version == new.version, isWritten(edit), isRead(edit) else {
            throw YAMLError(
                .verificationFailed, "this edit cannot be made safely in text written like this; edit the file by hand")
        }
    }

    // MARK: As read

    /// Whether a reader that follows aliases and merge keys finds what was meant.
    private func isRead(_ edit: YAMLEdit) -> Bool {
        let document = YAMLDocument(new)
        switch edit {
        case .set(let path, let value): return document[path].map { Self.means($0, value) } ?? false
        case .append(let path, let value):
            guard let list = document[path], let last = list.element(at: list.count - 1) else { return false }
            return Self.means(last, value)
        case .remove(let path):
            guard case .key? = path.last else { return true }
            return document[path] == nil
        case .renameKey(let path, let name):
            return document[path] == nil && document[path.dropLast() + [.key(name)]] != nil
        }
    }

    /// Whether the node is read as the value.
    static func means(_ node: YAMLNode, _ value: JSONValue) -> Bool {
        switch value {
        case .null: return node.scalar == .null
        case .bool(let flag): return node.scalar == .bool(flag)
        case .number(let digits):
            let scalar = node.scalar
            return scalar != .string && scalar == ScalarResolver.resolve(digits)
        case .string(let text):
            return node.scalar == .string && (node.tag == nil ? node.hasText(text) : node.string == text)
        case .array(let elements):
            guard node.kind == .sequence, node.count == elements.count else { return false }
            return zip(node.elements, elements).allSatisfy { means($0, $1) }
        case .object(let members):
            // A mapping without a JSON form is not the value.
            guard node.kind == .mapping, let fields = try? node.fields(), fields.count == members.count else {
                return false
            }
            return zip(fields, members).allSatisfy { $0.name == $1.name && means($0.value, $1.value) }
        }
    }

    // MARK: As written

    private func isWritten(_ edit: YAMLEdit) -> Bool {
        guard !new.nodes.isEmpty else { return false }
        var anchors = AnchorPairs()
        guard !old.nodes.isEmpty else {
            return edit.addition(below: edit.path[...]).map { Self.means(YAMLNode(new, 0), $0) } ?? false
        }
        return isWritten(edit, 0, 0, edit.path[...], &anchors)
    }

    /// Which node of the new tree is which referenced node of the old one.
    private typealias AnchorPairs = [Int: Int]

    /// Compares the nodes on the way to the place of the edit.
    private func isWritten(
        _ edit: YAMLEdit, _ before: Int, _ after: Int, _ path: ArraySlice<YAMLStep>, _ anchors: inout AnchorPairs
    ) -> Bool {
        guard let step = path.first else { return isWritten(edit, before, after, &anchors) }
        if YAMLNode(old, before).isNull {
            return edit.addition(below: path).map { Self.means(YAMLNode(new, after), $0) } ?? false
        }
        guard old.nodes[before].kind == new.nodes[after].kind, haveSameProperties(before, after) else { return false }
        if old.nodes[before].flags.contains(.isReferenced) { anchors[before] = after }
        let left = old.children(of: before)
        let right = new.children(of: after)
        let rest = path.dropFirst()
        switch step {
        case .index(let position):
            if rest.isEmpty, edit.isRemoval {
                return areSame(left.enumerated().filter { $0.offset != position }.map(\.element), right, &anchors)
            }
            return areSame(left, right, &anchors) { offset, before, after, anchors in
                offset == position ? isWritten(edit, before, after, rest, &anchors) : nil
            }
        case .key(let name):
            let named = stride(from: 0, to: left.count - 1, by: 2).filter { YAMLNode(old, left[$0]).isKey(name) }
            if rest.isEmpty, edit.isRemoval {
                let gone = Set(named + named.map { $0 + 1 })
                return areSame(left.enumerated().filter { !gone.contains($0.offset) }.map(\.element), right, &anchors)
            }
            if rest.isEmpty, case .renameKey(_, let name) = edit {
                return areSame(left, right, &anchors) { offset, _, after, _ in
                    named.contains(offset) ? YAMLNode(new, after).isKey(name) : nil
                }
            }
            guard let last = named.last else {
                return isAdded(edit, name, left, right, edit.addition(below: rest), &anchors)
            }
            return areSame(left, right, &anchors) { offset, before, after, anchors in
                offset == last + 1 ? isWritten(edit, before, after, rest, &anchors) : nil
            }
        }
    }

    /// Compares the nodes at the place of the edit.
    private func isWritten(_ edit: YAMLEdit, _ before: Int, _ after: Int, _ anchors: inout AnchorPairs) -> Bool {
        switch edit {
        case .set(_, let value): return Self.means(YAMLNode(new, after), value)
        case .append(_, let value):
            if YAMLNode(old, before).isNull { return Self.means(YAMLNode(new, after), .array([value])) }
            let right = new.children(of: after)
            guard let last = right.last, old.nodes[before].kind == new.nodes[after].kind else { return false }
            return haveSameProperties(before, after) && areSame(old.children(of: before), right.dropLast(), &anchors)
                && Self.means(YAMLNode(new, last), value)
        case .remove, .renameKey: return false
        }
    }

    /// Whether a mapping has one more entry, first or last.
    private func isAdded(
        _ edit: YAMLEdit, _ name: String, _ left: [Int], _ right: [Int], _ value: JSONValue?,
        _ anchors: inout AnchorPairs
    ) -> Bool {
        guard let value, right.count == left.count + 2 else { return false }
        let isLast = YAMLNode(new, right[right.count - 2]).isKey(name)
        let added = isLast ? right.count - 2 : 0
        let others = isLast ? right.dropLast(2) : right.dropFirst(2)
        return YAMLNode(new, right[added]).isKey(name) && Self.means(YAMLNode(new, right[added + 1]), value)
            && areSame(left, Array(others), &anchors)
    }

    // MARK: Untouched nodes

    private func areSame(
        _ left: [Int], _ right: some Collection<Int>, _ anchors: inout AnchorPairs,
        except edited: (Int, Int, Int, inout AnchorPairs) -> Bool? = { _, _, _, _ in nil }
    ) -> Bool {
        guard left.count == right.count else { return false }
        for (offset, (before, after)) in zip(left, right).enumerated() {
            let isSame = edited(offset, before, after, &anchors) ?? isSame(before, after, &anchors)
            guard isSame else { return false }
        }
        return true
    }

    /// Whether two nodes with all that they hold are the same, node by node.
    private func isSame(_ before: Int, _ after: Int, _ anchors: inout AnchorPairs) -> Bool {
        let count = Int(old.nodes[before].next) - before
        guard Int(new.nodes[after].next) - after == count else { return false }
        for offset in 0..<count {
            let (left, right) = (old.nodes[before + offset], new.nodes[after + offset])
            guard left.kind == right.kind, left.style == right.style, left.count == right.count else { return false }
            if left.flags.contains(.isReferenced) { anchors[before + offset] = after + offset }
            if left.flags.contains(.hasExtra) || right.flags.contains(.hasExtra) {
                guard haveSameProperties(before + offset, after + offset) else { return false }
            }
            if left.kind == .alias {
                guard anchors[old.resolved(before + offset)] == new.resolved(after + offset) else { return false }
            } else if left.kind == .scalar {
                guard haveSameText(before + offset, after + offset) else { return false }
            }
        }
        return true
    }

    private func haveSameProperties(_ before: Int, _ after: Int) -> Bool {
        let (left, right) = (old.extra(of: before), new.extra(of: after))
        return left?.tag == right?.tag && left?.anchor == right?.anchor
    }

    private func haveSameText(_ before: Int, _ after: Int) -> Bool {
        YAMLNode(old, before).withScalarBytes { left in
            YAMLNode(new, after).withScalarBytes { right in
                left.count == right.count
                    && (left.baseAddress == right.baseAddress || left.elementsEqual(right))
            }
        }
    }
}

extension YAMLEdit {
    /// Where the edit is made.
    fileprivate var path: YAMLPath {
        switch self {
        case .set(let path, _), .append(let path, _), .remove(let path), .renameKey(let path, _): path
        }
    }

    fileprivate var isRemoval: Bool {
        if case .remove = self { true } else { false }
    }

    /// What must stand where the rest of the path was missing; nil if the edit adds nothing.
    fileprivate func addition(below rest: ArraySlice<YAMLStep>) -> JSONValue? {
        var names: [String] = []
        for step in rest {
            guard case .key(let name) = step else { return nil }
            names.append(name)
        }
        switch self {
        case .set(_, let value): return EditPlanner.nested(value, in: names)
        case .append(_, let value): return EditPlanner.nested(.array([value]), in: names)
        case .remove, .renameKey: return nil
        }
    }
}
