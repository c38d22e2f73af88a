// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Compares a patched document with what edits were meant to do: the places of the edits with the values asked for,
/// everything else, node by node, with the old document.
struct EditVerification {
    private let old: NodeTree
    private let new: NodeTree

    init(old: NodeTree, new: NodeTree) {
        self.old = old
        self.new = new
    }

    /// Passes if the new document is the old one with the edits made.
    ///
    /// - Parameter intention: What was meant.
    /// - Throws: ``YAMLError`` with `verification-failed`.
    func verify(_ intention: EditIntention) throws(YAMLError) {
        let sameTail = old.text.count - old.content.upperBound == new.text.count - new.content.upperBound
        guard sameTail, old.version == new.version, !new.nodes.isEmpty, isWritten(intention),
            Self.isRead(intention, YAMLNode(new, 0))
        else { throw .verificationFailed }
    }

    // MARK: As read

    /// Whether a reader that follows aliases and merge keys finds what was meant.
    private static func isRead(_ intention: EditIntention, _ node: YAMLNode) -> Bool {
        if let value = intention.value { return means(node, value) }
        let items = intention.hasIndices || !intention.appended.isEmpty ? Array(node.elements) : []
        guard zip(items.suffix(intention.appended.count), intention.appended).allSatisfy({ means($0, $1) }) else {
            return false
        }
        let removed = intention.removedIndices
        for (step, below) in intention.steps {
            switch step {
            case .key(let name):
                let found = node[name]
                if below.isRemoved || below.newKey != nil {
                    guard found == nil, below.newKey.map({ node[$0] != nil }) ?? true else { return false }
                } else {
                    guard let found, isRead(below, found) else { return false }
                }
            case .index(let position) where !below.isRemoved:
                let place = position - removed.count { $0 < position }
                guard items.indices.contains(place), isRead(below, items[place]) else { return false }
            case .index: break
            }
        }
        return true
    }

    /// Whether the node is the item, or read as its value.
    private static func means(_ node: YAMLNode, _ item: EditIntention.AddedItem) -> Bool {
        if case .transplant(let transplant) = item, transplant.isWritten(as: node) { return true }
        return means(node, item.value)
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
            guard node.kind == .mapping, let read = try? node.members(), read.count == members.count else {
                return false
            }
            return zip(read, members).allSatisfy { $0.name.isExactly($1.name) && means($0.value, $1.value) }
        }
    }

    // MARK: As written

    /// Which node of the new tree is which referenced node of the old one.
    private typealias AnchorPairs = [Int: Int]

    private func isWritten(_ intention: EditIntention) -> Bool {
        guard !old.nodes.isEmpty else { return intention.addition.map { Self.means(YAMLNode(new, 0), $0) } ?? false }
        var anchors = AnchorPairs()
        return isWritten(intention, 0, 0, &anchors)
    }

    /// Compares the nodes at the place of an edit, or on the way to it.
    private func isWritten(
        _ intention: EditIntention, _ before: Int, _ after: Int, _ anchors: inout AnchorPairs
    ) -> Bool {
        if let value = intention.value { return Self.means(YAMLNode(new, after), value) }
        if YAMLNode(old, before).isNull {
            return intention.addition.map { Self.means(YAMLNode(new, after), $0) } ?? false
        }
        guard old.nodes[before].kind == new.nodes[after].kind, haveSameProperties(before, after) else { return false }
        if old.nodes[before].flags.contains(.isReferenced) { anchors[before] = after }
        switch old.nodes[before].kind {
        case .sequence: return areWritten(intention, items: before, after, &anchors)
        case .mapping: return areWritten(intention, entries: before, after, &anchors)
        case .scalar, .alias: return false
        }
    }

    private func areWritten(
        _ intention: EditIntention, items before: Int, _ after: Int, _ anchors: inout AnchorPairs
    ) -> Bool {
        guard intention.steps.count == intention.indices.count else { return false }
        let removed = Set(intention.removedIndices)
        let left = old.children(of: before).enumerated().filter { !removed.contains($0.offset) }
        let right = new.children(of: after)
        guard right.count == left.count + intention.appended.count else { return false }
        for ((position, item), after) in zip(left, right) {
            let below = intention[.index(position)]
            guard below.map({ isWritten($0, item, after, &anchors) }) ?? isSame(item, after, &anchors) else {
                return false
            }
        }
        return zip(right.dropFirst(left.count), intention.appended).allSatisfy { Self.means(YAMLNode(new, $0), $1) }
    }

    private func areWritten(
        _ intention: EditIntention, entries before: Int, _ after: Int, _ anchors: inout AnchorPairs
    ) -> Bool {
        guard intention.appended.isEmpty, intention.indices.isEmpty else { return false }
        var left = old.entries(of: before)
        /// What is meant for entries, by the place of their key; a repeated one counts where it comes last.
        var meant: [(key: Int, intention: EditIntention)] = []
        var keys: [Int: String] = [:]
        var added: [JSONValue.Member] = []
        for (step, below) in intention.steps {
            guard case .key(let name) = step else { return false }
            let named = left.filter { YAMLNode(old, $0.key).isKey(name) }
            if let newKey = below.newKey {
                for entry in named { keys[entry.key] = newKey }
            } else if below.isRemoved {
                left.removeAll { entry in named.contains { $0.key == entry.key } }
            } else if let last = named.last {
                meant.append((last.key, below))
            } else {
                guard let value = below.addition else { return false }
                added.append(JSONValue.Member(name, value))
            }
        }
        let right = new.entries(of: after)
        guard right.count == left.count + added.count else { return false }
        // What is new stands last, or first where the last entry cannot be followed.
        let hasNewLast = zip(right.suffix(added.count), added).allSatisfy(isWritten)
        guard hasNewLast || zip(right, added).allSatisfy(isWritten) else { return false }
        for (before, after) in zip(left, hasNewLast ? right.dropLast(added.count) : right.dropFirst(added.count)) {
            let hasKey =
                keys[before.key].map { YAMLNode(new, after.key).isKey($0) }
                ?? isSame(before.key, after.key, &anchors)
            guard hasKey,
                meant.first(where: { $0.key == before.key })
                    .map({ isWritten($0.intention, before.value, after.value, &anchors) })
                    ?? isSame(before.value, after.value, &anchors)
            else { return false }
        }
        return true
    }

    private func isWritten(_ entry: NodeTree.Entry, _ member: JSONValue.Member) -> Bool {
        YAMLNode(new, entry.key).isKey(member.name) && Self.means(YAMLNode(new, entry.value), member.value)
    }

    // MARK: Untouched nodes

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

extension EditIntention {
    fileprivate var hasIndices: Bool { steps.contains { if case .index = $0.step { true } else { false } } }

    /// The items that something is meant for, by their place in the list.
    fileprivate var indices: [Int] {
        steps.compactMap { if case .index(let position) = $0.step { position } else { nil } }
    }

    /// The items that go.
    fileprivate var removedIndices: [Int] {
        steps.compactMap { step, below in
            if case .index(let position) = step, below.isRemoved { position } else { nil }
        }
    }
}

extension YAMLError {
    static var verificationFailed: YAMLError {
        YAMLError(
            .verificationFailed, "this edit cannot be made safely in text written like this; edit the file by hand")
    }
}
