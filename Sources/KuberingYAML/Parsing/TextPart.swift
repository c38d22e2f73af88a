// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A part of a text that is parsed by itself.
struct TextPart: Sendable {
    /// Its bytes in the text.
    let range: Range<Int>
    /// The column of the dash that a part begins with, from 0; nil for the first part.
    let dashColumn: Int?

    /// What the parser sees before the part, so that the part's first list is, as in the whole, one of a mapping.
    var heading: [UInt8] { dashColumn == nil ? [] : Array("k:\n".utf8) }

    /// All of a text but its byte-order mark.
    init(whole text: SourceText) { self.init(text.byteOrderMarkLength..<text.count, dashColumn: nil) }

    /// The part in `range`, whose first line has its dash in this column.
    init(_ range: Range<Int>, dashColumn: Int?) {
        self.range = range
        self.dashColumn = dashColumn
    }

    /// A text in parts of about as many lines; all but the first begin with an item of a list.
    ///
    /// Of as many lines that begin with a dash, the one is taken that is indented least.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - lines: How many lines a part should have.
    /// - Returns: The parts, in order; longer ones where there are no such lines.
    static func split(_ text: SourceText, every lines: Int) -> [TextPart] {
        let whole = TextPart(whole: text).range
        var parts: [TextPart] = []
        var (start, column): (Int, Int?) = (whole.lowerBound, nil)
        let ends = lineEnds(every: lines, in: text)
        for (wanted, next) in zip(ends, ends.dropFirst() + [text.count]) {
            guard wanted > start, let item = firstItem(in: wanted - 1..<next, of: text) else { continue }
            parts.append(TextPart(start..<item.line, dashColumn: column))
            (start, column) = (item.line, item.column)
        }
        return parts + [TextPart(start..<whole.upperBound, dashColumn: column)]
    }

    /// Where each line ends whose number is a multiple of `count`.
    private static func lineEnds(every count: Int, in text: SourceText) -> [Int] {
        var (ends, line, start) = ([Int](), 0, 0)
        text.forEachSlice(of: 0..<text.count) { storage, slice in
            storage.withUnsafeBufferPointer { bytes in
                UnsafeBufferPointer(rebasing: bytes[slice]).forEachOffset(of: UInt8(ascii: "\n")) { offset in
                    line += 1
                    if line.isMultiple(of: count) { ends.append(start + offset) }
                }
            }
            start += slice.count
        }
        return ends
    }

    /// Where the line starts that begins with the least indented dash, and the column of the dash.
    private static func firstItem(in range: Range<Int>, of text: SourceText) -> (line: Int, column: Int)? {
        text.withBytes(in: range) { bytes in
            var found: (line: Int, column: Int)?
            var line = bytes.firstOffset(of: UInt8(ascii: "\n")).map { $0 + 1 }
            while let start = line, found?.column != 0 {
                let column = bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count
                // The first item of a list begins no part: the one before would end with a key without a value, and not
                // fit. Where something stands between the two, it does not fit either, and the whole is parsed.
                let isFirst = start > 1 && bytes[start - 2] == UInt8(ascii: ":")
                let isItem = !isFirst && bytes[(start + column)...].starts(with: "- ".utf8)
                if isItem, column < found?.column ?? .max { found = (range.lowerBound + start, column) }
                line = bytes.firstOffset(of: UInt8(ascii: "\n"), from: start).map { $0 + 1 }
            }
            return found
        }
    }
}
