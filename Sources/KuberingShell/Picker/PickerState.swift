// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// A picker between two keys: what was typed, what fits, and which one is selected.
public struct PickerState {
    /// What a key leads to.
    public enum Outcome: Hashable, Sendable {
        /// It goes on.
        case open
        /// This name was picked.
        case picked(String)
        /// Nothing was picked.
        case cancelled
    }

    /// What was typed.
    public private(set) var query: String
    /// The names that fit, best first.
    public var matches: [String] { found.map { names[$0] } }
    /// Which of the matches is selected, from 0.
    public private(set) var selection = 0
    /// How many lines the list has; a page.
    public var pageSize = 10

    private let names: [String]
    private let candidates: [FuzzyQuery.Candidate]
    private let newName: (String) -> NewName?
    private var found: [Int]

    /// Opens a picker.
    ///
    /// - Parameters:
    ///   - names: What can be picked.
    ///   - current: Which one is selected at first.
    ///   - query: What is typed already.
    ///   - newName: What a typed text is that is none of the names.
    public init(
        _ names: [String], current: String?, query: String = "", newName: @escaping (String) -> NewName? = { _ in nil }
    ) {
        self.names = names
        self.query = query
        self.newName = newName
        candidates = names.map(FuzzyQuery.Candidate.init)
        found = Array(names.indices)
        if query.isEmpty {
            selection = current.flatMap { names.firstIndex(of: $0) } ?? 0
        } else {
            search(among: found)
        }
    }

    /// How many names there are.
    public var total: Int { names.count }

    /// How many fit.
    public var count: Int { found.count }

    /// The selected name; nil when nothing fits.
    public var selected: String? { found.indices.contains(selection) ? names[found[selection]] : nil }

    /// What the typed text is when it is none of the names; nil where only these can be picked.
    var typed: NewName? { names.contains { $0.isExactly(query) } ? nil : newName(query) }

    /// The matches from one on, so many as fit.
    func matches(from first: Int, count: Int) -> [String] {
        found.dropFirst(first).prefix(count).map { names[$0] }
    }

    /// Takes a key.
    public mutating func press(_ key: TerminalKey) -> Outcome {
        switch key {
        case .escape, .control("g"): return .cancelled
        case .enter: return selected.map { .picked($0) } ?? takeTyped()
        case .control("t"): return takeTyped()
        case .up, .control("p"), .control("k"): move(by: -1)
        case .down, .control("n"), .control("j"): move(by: 1)
        case .pageUp: move(by: -pageSize)
        case .pageDown: move(by: pageSize)
        case .home, .control("a"): selection = 0
        case .end, .control("e"): selection = max(0, found.count - 1)
        case .backspace:
            guard !query.isEmpty else { break }
            query.removeLast()
            search(among: Array(names.indices))
        case .control("u"):
            query = ""
            search(among: Array(names.indices))
        case .control("w"):
            while query.last == " " { query.removeLast() }
            while let last = query.last, last != " " { query.removeLast() }
            search(among: Array(names.indices))
        case .character(let character):
            query.append(character)
            // What did not fit less does not fit more.
            search(among: found)
        case .control: break
        }
        return .open
    }

    private func takeTyped() -> Outcome {
        if case .usable = typed { .picked(query) } else { .open }
    }

    private mutating func move(by distance: Int) {
        selection = max(0, min(found.count - 1, selection + distance))
    }

    private mutating func search(among indices: [Int]) {
        let query = FuzzyQuery(query)
        let scored = indices.compactMap { index in query.score(candidates[index]).map { (index: index, score: $0) } }
        // The order of the list where names fit equally well.
        found = scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
        selection = 0
    }
}
