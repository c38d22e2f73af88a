// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// What an edit means for the value of a document, worked out without its text.
enum EditModel {
    /// The value after the edit; nil when the edit is impossible.
    static func applying(_ edit: YAMLEdit, to value: JSONValue?) -> JSONValue? {
        switch edit {
        case .set(let path, let new): change(value ?? .null, path[...]) { _ in new }
        case .append(let path, let new): appending([new], to: value, path)
        case .transplant(let path, let items): appending(items.map(\.value), to: value, path)
        case .remove(let path): remove(value ?? .null, path[...])
        case .renameKey(let path, let name): rename(value ?? .null, path[...], name)
        }
    }

    private static func appending(_ new: [JSONValue], to value: JSONValue?, _ path: YAMLPath) -> JSONValue? {
        change(value ?? .null, path[...]) { old in
            switch old {
            case nil, .null?: .array(new)
            case .array(let elements)?: .array(elements + new)
            default: nil
            }
        }
    }

    private static func change(
        _ value: JSONValue?, _ path: ArraySlice<YAMLStep>, _ make: (JSONValue?) -> JSONValue?
    ) -> JSONValue? {
        guard let step = path.first else { return make(value) }
        switch (step, value ?? .null) {
        case (.index(let position), .array(var elements)):
            guard elements.indices.contains(position) else { return nil }
            guard let new = change(elements[position], path.dropFirst(), make) else { return nil }
            elements[position] = new
            return .array(elements)
        case (.key(let name), .null):
            return change(nil, path.dropFirst(), make).map { .object([.init(name, $0)]) }
        case (.key(let name), .object(var members)):
            let place = members.firstIndex { $0.name == name }
            guard let new = change(place.map { members[$0].value }, path.dropFirst(), make) else { return nil }
            if let place { members[place] = .init(name, new) } else { members.append(.init(name, new)) }
            return .object(members)
        default: return nil
        }
    }

    private static func remove(_ value: JSONValue, _ path: ArraySlice<YAMLStep>) -> JSONValue? {
        guard let last = path.last, value.contains(path) else { return nil }
        return change(value, path.dropLast()) { old in
            switch (last, old) {
            case (.key(let name), .object(let members)?): .object(members.filter { $0.name != name })
            case (.index(let position), .array(var elements)?):
                {
                    elements.remove(at: position); return .array(elements)
                }()
            default: nil
            }
        }
    }

    private static func rename(_ value: JSONValue, _ path: ArraySlice<YAMLStep>, _ name: String) -> JSONValue? {
        guard case .key(let old)? = path.last, value.contains(path) else { return nil }
        return change(value, path.dropLast()) { mapping in
            guard case .object(let members)? = mapping, old == name || !members.contains(where: { $0.name == name })
            else { return nil }
            return .object(members.map { $0.name == old ? .init(name, $0.value) : $0 })
        }
    }
}

extension JSONValue {
    /// Whether there is something at the path.
    func contains(_ path: ArraySlice<YAMLStep>) -> Bool {
        switch (path.first, self) {
        case (nil, _): true
        case (.key(let name)?, .object): self[name].map { $0.contains(path.dropFirst()) } ?? false
        case (.index(let position)?, .array(let elements)):
            elements.indices.contains(position) && elements[position].contains(path.dropFirst())
        default: false
        }
    }

    /// The same value with all members sorted, to compare without regard to order.
    var sorted: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.sorted) }.sorted { $0.name < $1.name })
        default: self
        }
    }
}
