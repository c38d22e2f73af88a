// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A cluster or user gets another name.
///
/// `kubectl config` cannot do that: its side is each file as kubectl prints it, with the name replaced there and in every
/// context.
struct RenameComparison {
    private let world: DifferentialWorld
    private let kind: String
    private let old: String
    private let new: String

    init(_ world: DifferentialWorld, _ random: inout SeededGenerator) {
        self.world = world
        kind = random.pick(["cluster", "user"])
        let name = random.pick(world.names(kind + "s") + ["gone"])
        old = name
        // An entry that gets its own name stays as it is.
        new = random.pick(["it's new", "null", "7", "a: b #c"].filter { $0 != name })
    }

    /// What is wrong, if anything.
    func problem() throws -> String? {
        let before = try world.contents(.ours)
        let what = "\(kind) rename \(old) \(new)"
        let isPossible = world.names(kind + "s").contains(old) && !world.names(kind + "s").contains(new)
        let ours = try world.kubering([kind, "rename", "--", old, new])
        guard ours.hasSucceeded == isPossible else { return "\(what): \(ours.errors)" }
        guard isPossible else { return try world.contents(.ours) == before ? nil : "\(what) fails and changes a file" }
        // In every file: one that the first hid would count from now on.
        for index in world.texts.indices {
            let path = "\(world.folder.path)/theirs/\(index)"
            let printed = try world.kubectl(["view", "--raw", "-o", "json", "--kubeconfig", path]).output
            var file = try JSONValue(parsing: Array(printed.utf8))
            file = file.replacing([kind + "s", "name"], old, by: new)
            file = file.replacing(["contexts", "context", kind], old, by: new)
            try world.folder.write(file.jsonText(), to: "theirs/\(index)")
        }
        let view = ["view", "--raw", "-o", "json"]
        let (left, right) = (try world.kubectl(view, .ours).output, try world.kubectl(view, .theirs).output)
        guard left == right else {
            return "\(what):\n\(UnifiedDiff.text(from: Array(right.utf8), to: Array(left.utf8)))"
        }
        return try world.problemOfUndoing(to: before).map { "\(what): \($0)" }
    }
}

extension JSONValue {
    /// The same with a text replaced where the path ends; a path goes through all items of a list.
    fileprivate func replacing(_ path: ArraySlice<String>, _ old: String, by new: String) -> JSONValue {
        switch self {
        case .array(let elements): .array(elements.map { $0.replacing(path, old, by: new) })
        case .object(let members):
            .object(
                members.map {
                    $0.name == path.first ? .init($0.name, $0.value.replacing(path.dropFirst(), old, by: new)) : $0
                })
        case .string(let text) where path.isEmpty && text.utf8.elementsEqual(old.utf8): .string(new)
        default: self
        }
    }

    fileprivate func replacing(_ path: [String], _ old: String, by new: String) -> JSONValue {
        replacing(path[...], old, by: new)
    }
}
