// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Finds the names a user may have meant.
public enum Suggestions {
    /// The names nearest to a mistyped one.
    ///
    /// A name is near when it contains what was typed, or when few letters must be changed (one for three, at least two, and
    /// not all). Upper and lower case are the same here.
    ///
    /// - Parameters:
    ///   - typed: What the user wrote.
    ///   - names: What exists.
    ///   - limit: The most names returned.
    /// - Returns: Names from `names`, nearest first.
    public static func near(_ typed: String, in names: some Sequence<String>, limit: Int = 3) -> [String] {
        let typed = typed.lowercased()
        let wanted = Array(typed.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= 128 else { return [] }
        let tolerance = max(2, wanted.count / 3)
        var found: [(distance: Int, name: String)] = []
        for name in names {
            let lowered = name.lowercased()
            let scalars = Array(lowered.unicodeScalars)
            if lowered.contains(typed), wanted.count > 1 || lowered.hasPrefix(typed) && scalars.count <= 3 {
                found.append((min(1, scalars.count - wanted.count), name))
            } else if abs(scalars.count - wanted.count) <= tolerance {
                let distance = editDistance(wanted, scalars)
                if distance <= tolerance, distance < wanted.count { found.append((distance, name)) }
            }
        }
        return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
    }

    /// What an error says of the names that a user may have meant: `did you mean "a" or "b"?`.
    ///
    /// - Returns: The question, its names in quotes and safe to print; nil when no name is near.
    public static func advice(_ typed: String, in names: some Sequence<String>) -> String? {
        advice(naming: near(typed, in: names))
    }

    /// The same for names that are known to be meant.
    public static func advice(naming names: [String]) -> String? {
        names.isEmpty ? nil : "did you mean \(names.map { OutsideText.quoted($0) }.joined(separator: " or "))?"
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
    private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
