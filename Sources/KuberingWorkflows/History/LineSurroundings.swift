// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingYAML

/// The lines that a place stands on and those around them, as digests: enough to find it again, and nothing to read.
///
/// In a text of a single line, as programs write JSON, the stretches up to each comma are taken for lines.
struct LineSurroundings: Hashable {
    /// How many lines on each side count.
    static let reach = 3

    /// The lines the place stands on, as one digest; those of an empty place between two lines are none.
    let own: String
    /// How many bytes these lines have.
    let length: Int
    /// How many of these bytes are before the place.
    let column: Int
    /// The lines before, the nearest first; fewer where the text begins.
    let before: [String]
    /// The lines after, the nearest first; fewer where the text ends.
    let after: [String]

    init(own: String, length: Int, column: Int, before: [String], after: [String]) {
        self.own = own
        self.length = length
        self.column = column
        self.before = before
        self.after = after
    }

    /// Looks around a place of a text.
    init(of place: Range<Int>, in text: SourceText) {
        let lines = LineEnds(text)
        let start = lines.lineStart(place.lowerBound)
        let end = place.upperBound == start ? start : lines.lineEnd(after: place.upperBound)
        (before, after) = (Self.linesBefore(start, in: lines), Self.linesAfter(end, in: lines))
        own = Self.digest(of: start..<end, in: text)
        length = end - start
        column = place.lowerBound - start
    }

    /// Where a place of so many bytes is that has these surroundings.
    ///
    /// Of the lines around it, those that are nearest count most: when they were changed further away, one on each side is
    /// enough to go by.
    ///
    /// - Parameters:
    ///   - text: Where to look.
    ///   - size: How many bytes the place has.
    ///   - hint: Where it was; there it counts even if another place looks the same.
    /// - Returns: The place; nil when there is none or more than one.
    func place(in text: SourceText, size: Int, hint: Int) -> Range<Int>? {
        // Without neighbours it is the whole text, which is not as it was.
        if before.isEmpty, after.isEmpty { return nil }
        let lines = LineEnds(text)
        if hint + size <= text.count, matches(hint - column, 1, in: lines) { return hint..<hint + size }
        let candidates = candidates(in: lines)
        for reach in (1...Self.reach).reversed() {
            let found = candidates.filter { matches($0, reach, in: lines) }
            guard let start = found.first else { continue }
            return found.count == 1 ? start + column..<start + column + size : nil
        }
        return nil
    }

    static func digest(of range: Range<Int>, in text: SourceText) -> String {
        // 64 bits tell lines apart; they are compared, not trusted.
        String(SHA256Digest.hex { update in text.slice(range).forEachSegment { update($0) } }.prefix(16))
    }

    /// Whether lines that begin at this byte are the own ones, among the same neighbours on each side.
    private func matches(_ start: Int, _ reach: Int, in lines: LineEnds) -> Bool {
        let end = start + length
        guard start >= 0, end <= lines.text.count, lines.lineStart(start) == start, lines.isLineBoundary(end) else {
            return false
        }
        return Self.linesBefore(start, in: lines).starts(with: before.prefix(reach))
            && Self.linesAfter(end, in: lines).starts(with: after.prefix(reach))
            && Self.digest(of: start..<end, in: lines.text) == own
    }

    /// The line starts that follow or precede the nearest neighbour.
    private func candidates(in lines: LineEnds) -> [Int] {
        var candidates: [Int] = []
        var start = 0
        while start < lines.text.count {
            let end = lines.lineEnd(after: start + 1)
            let digest = Self.digest(of: start..<end, in: lines.text)
            if let nearest = before.first {
                if digest == nearest { candidates.append(end) }
            } else if digest == after.first {
                candidates.append(start - length)
            }
            start = end
        }
        return candidates
    }

    private static func linesBefore(_ offset: Int, in lines: LineEnds) -> [String] {
        var digests: [String] = []
        var end = offset
        while digests.count < reach, end > 0 {
            let start = lines.lineStart(end - 1)
            digests.append(digest(of: start..<end, in: lines.text))
            end = start
        }
        return digests
    }

    private static func linesAfter(_ offset: Int, in lines: LineEnds) -> [String] {
        var digests: [String] = []
        var start = offset
        while digests.count < reach, start < lines.text.count {
            let end = lines.lineEnd(after: start + 1)
            digests.append(digest(of: start..<end, in: lines.text))
            start = end
        }
        return digests
    }
}
