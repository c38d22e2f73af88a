// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension JSONValue {
    /// The same value with the members of every object sorted bytewise by name, as Kubernetes programs print YAML.
    public var withSortedMembers: JSONValue {
        switch self {
        case .null, .bool, .number, .string: self
        case .array(let elements): .array(elements.map(\.withSortedMembers))
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.value.withSortedMembers) }
                    .sorted { $0.name.precedes($1.name) })
        }
    }
}
