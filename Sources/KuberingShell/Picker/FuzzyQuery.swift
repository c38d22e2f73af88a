// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What was typed into a picker, and how well names fit it.
///
/// Words are separated by blanks, and all must fit. A word fits where its letters stand in order, in upper and lower case
/// alike; best where they stand together, at the beginning of a part, and in a short name.
struct FuzzyQuery: Sendable, Hashable {
    private let words: [[UInt8]]

    init(_ text: String) {
        words = text.split(separator: " ").map { Array($0.lowercased().utf8) }
    }

    /// A name prepared for being searched.
    struct Candidate: Sendable {
        fileprivate let bytes: [UInt8]

        init(_ name: String) {
            bytes = Array(name.lowercased().utf8)
        }
    }

    /// How well the name fits, more is better; nil when it does not.
    func score(_ name: Candidate) -> Int? {
        var total = 0
        for word in words {
            guard let score = Self.score(word, in: name.bytes) else { return nil }
            total += score
        }
        return words.isEmpty ? 0 : total - name.bytes.count
    }

    private static func score(_ word: [UInt8], in name: [UInt8]) -> Int? {
        guard let first = word.first else { return 0 }
        var best: Int?
        for start in name.indices where name[start] == first && name.count - start >= word.count {
            if name[start...].starts(with: word) {
                best = max(best ?? 0, 2_000 + (isBeginning(start, of: name) ? 500 : 0) - min(start, 400))
            }
        }
        return best ?? scattered(word, in: name)
    }

    /// From the left, each letter as early as it can be.
    private static func scattered(_ word: [UInt8], in name: [UInt8]) -> Int? {
        var score = 1_000
        var next = 0
        var last = -1
        for index in name.indices where next < word.count && name[index] == word[next] {
            if last >= 0, index > last + 1, !isBeginning(index, of: name) { score -= 10 + min(index - last, 40) }
            last = index
            next += 1
        }
        return next == word.count ? max(1, score) : nil
    }

    /// Whether a part of the name begins here: at its start, or behind something that is no letter and no digit.
    private static func isBeginning(_ index: Int, of name: [UInt8]) -> Bool {
        guard index > 0 else { return true }
        switch name[index - 1] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: return false
        default: return true
        }
    }
}
