// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension YAMLNode {
    /// The node as JSON, as kubectl reads it: scalars by YAML 1.1, merge keys and aliases expanded, the last of repeated
    /// keys.
    ///
    /// - Returns: The value; members in the order in which their names appear first.
    /// - Throws: ``YAMLError`` with `no-json` where kubectl refuses the value, and `wrong-kind` when a merge key names
    ///   something that is no mapping.
    public func jsonValue() throws(YAMLError) -> JSONValue {
        switch kind {
        case .scalar: return try scalarJSON()
        case .sequence:
            var values: [JSONValue] = []
            values.reserveCapacity(count)
            for element in elements { values.append(try element.jsonValue()) }
            return .array(values)
        case .mapping:
            var members: [JSONValue.Member] = []
            for member in try self.members() {
                members.append(JSONValue.Member(member.name, try member.value.jsonValue()))
            }
            return .object(members)
        }
    }

    private func scalarJSON() throws(YAMLError) -> JSONValue {
        switch scalar {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let digits): return .number(digits)
        case .float(let digits):
            guard digits.last.map({ $0.isNumber }) == true else {
                throw tree.error(.noJSON, "\(digits) has no JSON form; put it in quotes if it is a string", at: written)
            }
            return .number(digits)
        case .string: return .string(string ?? "")
        case nil:
            throw tree.error(.noJSON, "the value does not fit its tag \(OutsideText.quoted(tag ?? ""))", at: written)
        }
    }

    /// One entry of a mapping as it is read.
    struct Member {
        let name: String
        let value: YAMLNode
    }

    /// The entries of a mapping, merge keys expanded, one for each name.
    func members() throws(YAMLError) -> [Member] {
        var members: [Member] = []
        var places: [ExactName: Int] = [:]
        func set(_ member: Member) {
            let name = ExactName(member.name)
            if let place = places[name] {
                members[place] = member
            } else {
                places[name] = members.count
                members.append(member)
            }
        }
        for entry in entries {
            if entry.key.isMergeKey {
                for mapping in try entry.value.mergedMappings() {
                    for member in try mapping.members() { set(member) }
                }
            } else if let name = entry.key.keyText {
                set(Member(name: name, value: entry.value))
            } else {
                throw tree.error(.noJSON, "a key that is no string", at: entry.key.written)
            }
        }
        return members
    }

    /// The mappings that the value of a merge key names, the one that wins last.
    private func mergedMappings() throws(YAMLError) -> [YAMLNode] {
        let mappings = kind == .sequence ? elements.reversed() : [self]
        for mapping in mappings where mapping.kind != .mapping {
            throw tree.error(.wrongKind, "the merge key << needs a mapping or a list of mappings", at: mapping.written)
        }
        return mappings
    }
}
