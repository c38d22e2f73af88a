// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import KuberingYAML

/// Thinks up random edits of a value.
struct EditGenerator {
    var random: SeededGenerator

    /// An edit, mostly one that is possible.
    mutating func edit(of value: JSONValue?) -> YAMLEdit {
        let (path, target) = place(in: value ?? .null)
        if path.isEmpty || random.chance(3) { return .set(path + [.key(newName())], newValue(depth: 2)) }
        switch random.below(10) {
        case 0..<4:
            if case .object? = target, random.chance(60) { return .set(path + [.key(newName())], newValue(depth: 2)) }
            if random.chance(5) { return .set(path + [.key(newName()), .key(newName())], newValue(depth: 1)) }
            return .set(path, newValue(depth: 2))
        case 4, 5:
            switch target {
            case .array?, .null?: return .append(path, newValue(depth: 2))
            case .object?: return .append(path + [.key(newName())], newValue(depth: 2))
            default: return .append(random.chance(5) ? path : path.dropLast(), newValue(depth: 2))
            }
        case 6, 7, 8: return .remove(path)
        default:
            if case .key? = path.last { return .renameKey(path, newName()) }
            return .remove(path)
        }
    }

    /// A random place and what is there.
    private mutating func place(in value: JSONValue) -> (YAMLPath, JSONValue?) {
        var path: YAMLPath = []
        var value = value
        while random.chance(80) {
            switch value {
            case .object(let members) where !members.isEmpty:
                let member = random.pick(members)
                path.append(.key(member.name))
                value = member.value
            case .array(let elements) where !elements.isEmpty:
                let position = random.below(elements.count)
                path.append(.index(position))
                value = elements[position]
            default: return (path, value)
            }
        }
        return (path, value)
    }

    private mutating func newName() -> String {
        random.chance(50) ? random.pick(DocumentGenerator.keys) : random.pick(["n1", "n2", "new key", "no", "0", "é"])
    }

    private mutating func newValue(depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 10 : 6) {
        case 6: return random.pick([.array([]), .object([])])
        case 7:
            var elements: [JSONValue] = []
            for _ in 0...random.below(2) { elements.append(newValue(depth: depth - 1)) }
            return .array(elements)
        case 8, 9:
            var members: [JSONValue.Member] = []
            for name in ["name", "user", "y"].prefix(1 + random.below(3)) {
                members.append(.init(name, newValue(depth: depth - 1)))
            }
            return .object(members)
        default: return ScalarGenerator.value(&random)
        }
    }
}
