// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The lines of a text around an edit.
///
/// Offsets are in bytes, columns in characters from 0.
struct TextLayout {
    let text: SourceText
    /// What the text ends its lines with: CRLF if the first line does, CR likewise, else LF.
    let lineBreak: String

    init(_ text: SourceText) {
        self.text = text
        var lineBreak = "\n"
        if let first = text.firstOffset(from: 0, where: Self.isBreak), text.byte(at: first) == UInt8(ascii: "\r") {
            lineBreak = text.byte(at: first + 1) == UInt8(ascii: "\n") ? "\r\n" : "\r"
        }
        self.lineBreak = lineBreak
    }

    static func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Where the line that holds `offset` starts: after the line break before it, or after the byte-order mark.
    func lineStart(_ offset: Int) -> Int {
        text.lastOffset(before: offset, where: Self.isBreak).map { $0 + 1 } ?? min(text.byteOrderMarkLength, offset)
    }

    /// Where the line that holds `offset` ends: at its line break, or at the end of the text.
    func lineEnd(_ offset: Int) -> Int {
        text.firstOffset(from: offset, where: Self.isBreak) ?? text.count
    }

    /// Where the line after the one that holds `offset` starts, or where the text ends.
    func nextLine(_ offset: Int) -> Int {
        let end = lineEnd(offset)
        let isPair = text.byte(at: end) == UInt8(ascii: "\r") && text.byte(at: end + 1) == UInt8(ascii: "\n")
        return min(text.count, end + (isPair ? 2 : 1))
    }

    /// Where the line break that ends just before `offset` starts; `offset` itself when there is none.
    func breakStart(before offset: Int) -> Int {
        guard let last = text.byte(at: offset - 1), Self.isBreak(last) else { return offset }
        let isPair = last == UInt8(ascii: "\n") && text.byte(at: offset - 2) == UInt8(ascii: "\r")
        return isPair ? offset - 2 : offset - 1
    }

    /// Whether a line starts at `offset`.
    func isLineStart(_ offset: Int) -> Bool { lineStart(offset) == offset }

    /// The column of the byte at `offset`.
    func column(_ offset: Int) -> Int {
        text.withBytes(in: lineStart(offset)..<offset) { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
    }

    /// The blanks that the line of `offset` starts with.
    func indentation(ofLineAt offset: Int) -> String {
        let start = lineStart(offset)
        return text.string(in: start..<skipBlanks(start))
    }

    /// The first byte from `offset` that is no blank.
    func skipBlanks(_ offset: Int) -> Int {
        text.firstOffset(from: offset) { !Self.isBlank($0) } ?? text.count
    }

    /// The first byte from `offset` that is no blank, line break or part of a comment.
    func skipToContent(_ offset: Int) -> Int {
        var offset = offset
        while true {
            offset = skipBlanks(offset)
            guard let byte = text.byte(at: offset) else { return offset }
            if byte == UInt8(ascii: "#") {
                offset = lineEnd(offset)
            } else if Self.isBreak(byte) {
                offset += 1
            } else {
                return offset
            }
        }
    }

    /// Whether only blanks stand before `offset` on its line.
    func isFirstOnLine(_ offset: Int) -> Bool { skipBlanks(lineStart(offset)) >= offset }

    /// Whether only blanks and perhaps a comment follow on the line of `offset`.
    func isLastOnLine(_ offset: Int) -> Bool {
        guard let byte = text.byte(at: skipBlanks(offset)) else { return true }
        return Self.isBreak(byte) || byte == UInt8(ascii: "#")
    }

    /// Whether nothing but blanks and line breaks stands in the range.
    func isBlank(_ range: Range<Int>) -> Bool {
        text.withBytes(in: range) { bytes in bytes.allSatisfy { Self.isBlank($0) || Self.isBreak($0) } }
    }
}

extension SourceText {
    /// The offset of the first byte from `start` on that is as asked.
    func firstOffset(from start: Int, where isWanted: (UInt8) -> Bool) -> Int? {
        var offset = max(0, start)
        while offset < count {
            // Most searches end within the line; the rest go on in larger pieces.
            let end = min(count, offset + (offset == start ? 256 : 65_536))
            if let found = withBytes(in: offset..<end, { bytes in bytes.firstIndex(where: isWanted) }) {
                return offset + found
            }
            offset = end
        }
        return nil
    }

    /// The offset of the last byte before `end` that is as asked.
    func lastOffset(before end: Int, where isWanted: (UInt8) -> Bool) -> Int? {
        var offset = min(end, count)
        while offset > 0 {
            let start = max(0, offset - (offset == end ? 256 : 65_536))
            if let found = withBytes(in: start..<offset, { bytes in bytes.lastIndex(where: isWanted) }) {
                return start + found
            }
            offset = start
        }
        return nil
    }
}
