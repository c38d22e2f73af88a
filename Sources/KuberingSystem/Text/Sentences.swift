// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension String {
    /// The text as it stands inside of a sentence: without a capital at its beginning and a period at its end.
    public var asClause: String {
        prefix(1).lowercased() + dropFirst().dropLast(count > 1 && last == "." ? 1 : 0)
    }
}

extension Collection<String> {
    /// The first of them, and how many there are besides: `a, b, c and 7 more`.
    ///
    /// - Parameters:
    ///   - limit: How many are named.
    ///   - separator: What stands between two of them.
    /// - Returns: A part of a sentence; empty for none.
    public func listed(atMost limit: Int, separator: String = ", ") -> String {
        prefix(limit).joined(separator: separator) + (count > limit ? " and \(count - limit) more" : "")
    }
}
