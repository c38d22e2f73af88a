// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What a word means that a person typed for a name without writing all of it.
public enum PartialName: Sendable, Hashable {
    /// One name: the word itself, or the only one that it fits.
    case one(String)
    /// Several names that it fits, in their order.
    case several([String])
    /// It fits none.
    case none

    /// Looks the word up.
    ///
    /// A whole name wins. Else a word with `*`, `?` or `[` is a pattern for the whole name, and any other word a part of
    /// it, in upper and lower case alike; names in which it stands exactly as typed win over the rest.
    ///
    /// - Parameters:
    ///   - word: What was typed; the empty word fits nothing.
    ///   - names: What exists.
    public init(_ word: String, among names: [String]) {
        if names.contains(where: { $0.isExactly(word) }) {
            self = .one(word)
        } else if word.isEmpty {
            self = .none
        } else if GlobPattern.isPattern(word) {
            let pattern = GlobPattern(word)
            self = Self.of(names.filter { pattern.matches($0) })
        } else {
            let exact = names.filter { $0.contains(word) }
            let lowered = word.lowercased()
            self = Self.of(exact.isEmpty ? names.filter { $0.lowercased().contains(lowered) } : exact)
        }
    }

    private static func of(_ names: [String]) -> PartialName {
        guard let first = names.first else { return .none }
        return names.count == 1 ? .one(first) : .several(names)
    }
}
