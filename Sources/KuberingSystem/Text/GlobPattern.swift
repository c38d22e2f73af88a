// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A pattern with `*`, `?` and `[…]`, as shells match names (POSIX.1-2017, Shell Command Language, section 2.13.1).
///
/// A backslash takes the meaning from the character after it; a bracket that is not closed means itself.
public struct GlobPattern: Sendable {
    private let pattern: [Character]

    /// Takes any text; one without special characters matches only itself.
    public init(_ text: String) {
        pattern = Array(text)
    }

    /// Whether the text holds a character that is special in a pattern.
    public static func isPattern(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
    }

    /// Whether the whole name matches.
    public func matches(_ name: String) -> Bool {
        let name = Array(name)
        // On a mismatch only the last star can take one more character: no deeper search is needed.
        var (next, position) = (0, 0)
        var star: (pattern: Int, name: Int)?
        while position < name.count {
            if next < pattern.count, pattern[next] == "*" {
                star = (next, position)
                next += 1
            } else if let after = matchOne(at: next, name[position]) {
                next = after
                position += 1
            } else if let last = star {
                next = last.pattern + 1
                position = last.name + 1
                star = (last.pattern, position)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "*" }
    }

    /// Where the pattern goes on when its element at `index` matches the character; nil when it does not.
    private func matchOne(at index: Int, _ character: Character) -> Int? {
        guard index < pattern.count else { return nil }
        switch pattern[index] {
        case "?": return index + 1
        case "\\" where index + 1 < pattern.count: return pattern[index + 1] == character ? index + 2 : nil
        case "[":
            guard let close = closingBracket(after: index) else { break }
            return set(pattern[(index + 1)..<close], contains: character) ? close + 1 : nil
        default: break
        }
        return pattern[index] == character ? index + 1 : nil
    }

    /// A `]` that comes first, or first after the negation, is one of the set.
    private func closingBracket(after open: Int) -> Int? {
        let rest = pattern[(open + 1)...]
        let isNegated = rest.first == "!" || rest.first == "^"
        return rest.dropFirst(isNegated ? 2 : 1).firstIndex(of: "]")
    }

    private func set(_ set: ArraySlice<Character>, contains character: Character) -> Bool {
        var rest = set
        let isNegated = rest.first == "!" || rest.first == "^"
        if isNegated { rest = rest.dropFirst() }
        var found = false
        while let low = rest.popFirst() {
            if rest.first == "-", let high = rest.dropFirst().first {
                found = found || (low <= character && character <= high)
                rest = rest.dropFirst(2)
            } else {
                found = found || low == character
            }
        }
        return found != isNegated
    }
}
