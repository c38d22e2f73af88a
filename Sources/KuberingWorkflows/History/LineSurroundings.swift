// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingYAML

/// The lines that a place stands on and those around them, as digests: enough to find it again, and nothing to read.
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
        let start = text.lineStart(place.lowerBound)
        let end = place.upperBound == start ? start : text.lineEnd(after: place.upperBound)
        (before, after) = (Self.linesBefore(start, in: text), Self.linesAfter(end, in: text))
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
        if hint + size <= text.count, matches(hint - column, 1, in: text) { return hint..<hint + size }
        let candidates = candidates(in: text)
        for reach in (1...Self.reach).reversed() {
            let found = candidates.filter { matches($0, reach, in: text) }
            guard let start = found.first else { continue }
            return found.count == 1 ? start + column..<start + column + size : nil
        }
        return nil
    }

    static func digest(of range: Range<Int>, in text: SourceText) -> String {
        // 64 bits tell lines apart; they are compared, not trusted.
        String(SHA256Digest.hex(of: text.bytes(in: range)).prefix(16))
    }

    /// Whether lines that begin at this byte are the own ones, among the same neighbours on each side.
    private func matches(_ start: Int, _ reach: Int, in text: SourceText) -> Bool {
        let end = start + length
        guard start >= 0, end <= text.count, text.lineStart(start) == start, text.isLineBoundary(end) else {
            return false
        }
        return Self.linesBefore(start, in: text).starts(with: before.prefix(reach))
            && Self.linesAfter(end, in: text).starts(with: after.prefix(reach))
            && Self.digest(of: start..<end, in: text) == own
    }

    /// The line starts that follow or precede the nearest neighbour.
    private func candidates(in text: SourceText) -> [Int] {
        var candidates: [Int] = []
        var start = 0
        while start < text.count {
            let end = text.lineEnd(after: start + 1)
            let digest = Self.digest(of: start..<end, in: text)
            if let nearest = before.first {
                if digest == nearest { candidates.append(end) }
            } else if digest == after.first {
                candidates.append(start - length)
            }
            start = end
        }
        return candidates
    }

    private static func linesBefore(_ offset: Int, in text: SourceText) -> [String] {
        var lines: [String] = []
        var end = offset
        while lines.count < reach, end > 0 {
            let start = text.lineStart(end - 1)
            lines.append(digest(of: start..<end, in: text))
            end = start
        }
        return lines
    }

    private static func linesAfter(_ offset: Int, in text: SourceText) -> [String] {
        var lines: [String] = []
        var start = offset
        while lines.count < reach, start < text.count {
            let end = text.lineEnd(after: start + 1)
            lines.append(digest(of: start..<end, in: text))
            start = end
        }
        return lines
    }
}

extension SourceText {
    private static let stride = 4_096

    /// The start of the line that the byte at `offset` stands on; `offset` itself when a line begins there.
    fileprivate func lineStart(_ offset: Int) -> Int {
        var end = offset
        while end > 0 {
            let start = max(0, end - Self.stride)
            if let newline = bytes(in: start..<end).lastIndex(of: UInt8(ascii: "\n")) { return start + newline + 1 }
            end = start
        }
        return 0
    }

    /// The first line end at or after `offset`, behind its newline; `offset` itself when a line ends there.
    fileprivate func lineEnd(after offset: Int) -> Int {
        if isLineBoundary(offset) { return offset }
        var start = offset
        while start < count {
            let end = min(count, start + Self.stride)
            if let newline = bytes(in: start..<end).firstIndex(of: UInt8(ascii: "\n")) { return start + newline + 1 }
            start = end
        }
        return count
    }

    /// Whether a line ends or begins there.
    fileprivate func isLineBoundary(_ offset: Int) -> Bool {
        offset == 0 || offset == count || bytes(in: offset - 1..<offset).first == UInt8(ascii: "\n")
    }
}
