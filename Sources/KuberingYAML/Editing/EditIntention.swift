// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What edits mean for one node and for what it holds: a tree in the shape of the document, with the places of the edits.
struct EditIntention {
    /// What takes the node's place.
    private(set) var value: JSONValue?
    /// The items that the list gets at its end.
    private(set) var appended: [AddedItem] = []
    /// Whether the node goes, with its key if it has one.
    private(set) var isRemoved = false
    /// The key that the entry gets.
    private(set) var newKey: String?
    /// An item that a list gets.
    enum AddedItem {
        case value(JSONValue)
        case transplant(YAMLTransplant)

        var value: JSONValue {
            switch self {
            case .value(let value): value
            case .transplant(let item): item.value
            }
        }
    }

    /// What is meant for nodes below, in the order of the edits.
    private(set) var steps: [(step: YAMLStep, intention: EditIntention)] = []
    private var places: [YAMLStep: Int] = [:]
    /// The keys that entries below get.
    private var newKeys: Set<YAMLStep> = []

    /// The intention of edits whose paths are all those of one document.
    ///
    /// Nil when one is made inside the place of another, so that they cannot be made together.
    init?(_ edits: [YAMLEdit]) {
        for edit in edits {
            guard add(edit, edit.path[...]) else { return nil }
        }
    }

    private init() {}

    private mutating func add(_ edit: YAMLEdit, _ path: ArraySlice<YAMLStep>) -> Bool {
        guard value == nil, !isRemoved else { return false }
        if let step = path.first {
            // A key that changes is no way to what is below it.
            guard newKey == nil, appended.isEmpty || step.isIndex, !isTaken(step, by: edit, path) else { return false }
            if let place = place(of: step) { return steps[place].intention.add(edit, path.dropFirst()) }
            steps.append((step, EditIntention()))
            if steps.count > Self.listedSteps {
                if places.isEmpty { for (place, known) in steps.enumerated() { places[known.step] = place } }
                places[step] = steps.count - 1
            }
            if path.count == 1, case .renameKey(_, let name) = edit { newKeys.insert(.key(name)) }
            return steps[steps.count - 1].intention.add(edit, path.dropFirst())
        }
        switch edit {
        case .append(_, let item):
            guard newKey == nil, steps.allSatisfy(\.step.isIndex) else { return false }
            appended.append(.value(item))
            return true
        case .transplant(_, let items):
            guard newKey == nil, steps.allSatisfy(\.step.isIndex) else { return false }
            appended += items.map { .transplant($0) }
            return true
        case .set(_, let new): value = new
        case .remove: isRemoved = true
        case .renameKey(_, let name): newKey = name
        }
        return appended.isEmpty && steps.isEmpty
    }

    /// Whether a new key and the key of another edit are the same.
    private func isTaken(_ step: YAMLStep, by edit: YAMLEdit, _ path: ArraySlice<YAMLStep>) -> Bool {
        if path.count == 1, case .renameKey(_, let name) = edit, place(of: .key(name)) != nil { return true }
        return !newKeys.isEmpty && newKeys.contains(step)
    }

    /// What is meant for the node one step below; nil when nothing is.
    subscript(_ step: YAMLStep) -> EditIntention? { place(of: step).map { steps[$0].intention } }

    /// So many steps are looked through; a table of more is worth its making.
    private static let listedSteps = 8

    private func place(of step: YAMLStep) -> Int? {
        places.isEmpty ? steps.firstIndex { $0.step == step } : places[step]
    }

    /// What must stand where there was nothing; nil if the edits add nothing, or not only.
    var addition: JSONValue? {
        if let value { return value }
        guard !isRemoved, newKey == nil else { return nil }
        if !appended.isEmpty { return steps.isEmpty ? .array(appended.map(\.value)) : nil }
        var members: [JSONValue.Member] = []
        for (step, intention) in steps {
            guard case .key(let name) = step, let value = intention.addition else { return nil }
            members.append(JSONValue.Member(name, value))
        }
        return members.isEmpty ? nil : .object(members)
    }
}

extension YAMLEdit {
    /// Where the edit is made.
    public var path: YAMLPath {
        switch self {
        case .set(let path, _), .append(let path, _), .transplant(let path, _), .remove(let path),
            .renameKey(let path, _):
            path
        }
    }

    /// Whether an entry or an item goes.
    var isRemoval: Bool {
        if case .remove = self { true } else { false }
    }
}

extension YAMLStep {
    fileprivate var isIndex: Bool {
        if case .index = self { true } else { false }
    }
}
