// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// One step from a node to one inside it.
public enum YAMLStep: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// To the value of the mapping's entry of this name.
    case key(String)
    /// To the list's item, from 0.
    case index(Int)

    /// The step to this key.
    public init(stringLiteral value: String) { self = .key(value) }
    /// The step to this item.
    public init(integerLiteral value: Int) { self = .index(value) }
}

/// The way from the root of a document to a node: `["users", 0, "user", "token"]`.
public typealias YAMLPath = [YAMLStep]
