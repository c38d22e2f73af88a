// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The lines in which two texts differ, as `diff -u` prints them.
public enum UnifiedDiff {
    /// Compares two texts line by line.
    ///
    /// - Parameters:
    ///   - old: The text before, in UTF-8.
    ///   - new: The text after, in UTF-8.
    ///   - name: What both sides are called in the header; nil leaves the header out.
    /// - Returns: The diff with three lines of context and control characters escaped; empty when nothing differs.
    public static func text(from old: [UInt8], to new: [UInt8], name: String? = nil) -> String {
        let (oldLines, newLines) = (lines(old), lines(new))
        let before = zip(oldLines, newLines).prefix { $0 == $1 }.count
        let after = zip(oldLines.dropFirst(before).reversed(), newLines.dropFirst(before).reversed())
            .prefix { $0 == $1 }.count
        let oldMiddle = oldLines[before..<(oldLines.count - after)]
        let newMiddle = newLines[before..<(newLines.count - after)]
        guard !oldMiddle.isEmpty || !newMiddle.isEmpty else { return "" }

        var result = name.map { "--- \(OutsideText.escaped($0))\n+++ \(OutsideText.escaped($0))\n" } ?? ""
        for hunk in hunks(
            script(Array(oldMiddle), Array(newMiddle)), oldLines, from: before, until: oldLines.count - after)
        {
            result += hunk
        }
        return result
    }

    private enum Step { case keep(Line), remove(Line), add(Line) }
    private typealias Line = ArraySlice<UInt8>
    private static let context = 3

    /// Keeps the newline with its line, so that a missing final newline is a difference.
    private static func lines(_ text: [UInt8]) -> [Line] {
        var result: [Line] = []
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.endIndex
            result.append(text[start..<end])
            start = end
        }
        return result
    }

    /// The steps from one text to the other.
    ///
    /// Lines that both have exactly once are kept, as far as they are in the same order ("patience diff"), and what lies
    /// between two of them is compared by itself: the time would grow with the square of the changes otherwise.
    private static func script(_ old: [Line], _ new: [Line]) -> [Step] {
        var steps: [Step] = []
        var (left, right) = (0, 0)
        for anchor in anchors(old, new) {
            steps += shortestScript(Array(old[left..<anchor.old]), Array(new[right..<anchor.new]))
            steps.append(.keep(old[anchor.old]))
            (left, right) = (anchor.old + 1, anchor.new + 1)
        }
        return steps + shortestScript(Array(old[left...]), Array(new[right...]))
    }

    /// Where lines stand that both have exactly once: as many as are in the same order.
    private static func anchors(_ old: [Line], _ new: [Line]) -> [(old: Int, new: Int)] {
        let places = singlePlaces(old)
        let pairs = singlePlaces(new).compactMap { line, place in places[line].map { (old: $0, new: place) } }
        // The longest increasing sequence: `ends` has, for each length, the pair that ends one of them soonest.
        var ends: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        let sorted = pairs.sorted { $0.old < $1.old }
        for (index, pair) in sorted.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if sorted[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? ends[low - 1] : nil
            if low < ends.count { ends[low] = index } else { ends.append(index) }
        }
        var result: [(old: Int, new: Int)] = []
        var next = ends.last
        while let index = next {
            result.append(sorted[index])
            next = before[index]
        }
        return result.reversed()
    }

    private static func singlePlaces(_ lines: [Line]) -> [Line: Int] {
        var counts: [Line: Int] = [:]
        for line in lines { counts[line, default: 0] += 1 }
        var places: [Line: Int] = [:]
        for (place, line) in lines.enumerated() where counts[line] == 1 { places[line] = place }
        return places
    }

    /// The fewest steps, as long as finding them does not take too long: the time grows with the square of the steps.
    private static func shortestScript(_ old: [Line], _ new: [Line]) -> [Step] {
        if old.isEmpty || new.isEmpty || old.count + new.count > 4_000 {
            return old.map(Step.remove) + new.map(Step.add)
        }
        let difference = new.difference(from: old)
        var removed = Set<Int>()
        var added: [Int: Line] = [:]
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, let line, _): added[offset] = line
            }
        }
        var steps: [Step] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                steps.append(.remove(old[left]))
                left += 1
            } else if let line = added[right] {
                steps.append(.add(line))
                right += 1
            } else if left < old.count {
                steps.append(.keep(old[left]))
                left += 1
                right += 1
            } else {
                break
            }
        }
        return steps
    }

    private static func hunks(_ middle: [Step], _ old: [Line], from before: Int, until end: Int) -> [String] {
        let lead = old[max(0, before - context)..<before].map(Step.keep)
        let trail = old[end..<min(old.count, end + context)].map(Step.keep)
        let steps = lead + middle + trail
        var hunks: [String] = []
        var (oldLine, newLine) = (before - lead.count + 1, before - lead.count + 1)
        var index = 0
        while index < steps.count {
            // A hunk ends where more than twice the context is unchanged.
            var end = index
            var unchanged = 0
            var lastChange = index
            while end < steps.count {
                if case .keep = steps[end] { unchanged += 1 } else { (unchanged, lastChange) = (0, end) }
                if unchanged > 2 * context { break }
                end += 1
            }
            end = min(steps.count, lastChange + context + 1)
            hunks.append(hunk(steps[index..<end], &oldLine, &newLine))
            // Skip what is unchanged up to the context of the next change.
            var next = end
            while next < steps.count, case .keep = steps[next] { next += 1 }
            if next == steps.count { break }
            let start = max(end, next - context)
            oldLine += start - end
            newLine += start - end
            index = start
        }
        return hunks
    }

    private static func hunk(_ steps: ArraySlice<Step>, _ oldLine: inout Int, _ newLine: inout Int) -> String {
        var body = ""
        var (oldCount, newCount) = (0, 0)
        for step in steps {
            switch step {
            case .keep(let line):
                body += printed(" ", line)
                oldCount += 1
                newCount += 1
            case .remove(let line):
                body += printed("-", line)
                oldCount += 1
            case .add(let line):
                body += printed("+", line)
                newCount += 1
            }
        }
        defer {
            oldLine += oldCount
            newLine += newCount
        }
        return "@@ -\(range(oldLine, oldCount)) +\(range(newLine, newCount)) @@\n" + body
    }

    private static func range(_ start: Int, _ count: Int) -> String {
        switch count {
        case 0: "\(start - 1),0"
        case 1: "\(start)"
        default: "\(start),\(count)"
        }
    }

    private static func printed(_ mark: String, _ line: Line) -> String {
        let ends = line.last == UInt8(ascii: "\n")
        var text = line.dropLast(ends ? 1 : 0)
        let hasReturn = text.last == UInt8(ascii: "\r")
        if hasReturn { text = text.dropLast() }
        // Tabs indent; everything else invisible is escaped.
        let shown = String(decoding: text, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            .map(OutsideText.escaped).joined(separator: "\t")
        return mark + shown + (hasReturn ? "\r" : "") + (ends ? "\n" : "\n\\ No newline at end of file\n")
    }
}
