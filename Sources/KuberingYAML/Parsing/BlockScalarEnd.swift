// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Where a block scalar ends for editing.
///
/// libyaml's mark is behind all blank lines that follow it. Those belong to the value only with `+` ("keep") in the
/// header.
struct BlockScalarEnd {
    /// The end: before the line break of the last line that belongs to the value.
    let offset: Int

    /// The end of the block scalar in `range`, which starts with its header.
    init(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var headerEnd = range.lowerBound
        while headerEnd < range.upperBound, !Self.isBreak(input[headerEnd]) { headerEnd += 1 }
        var keeps = false
        for offset in range.lowerBound..<min(range.lowerBound + 3, headerEnd) {
            keeps = keeps || input[offset] == UInt8(ascii: "+")
        }
        let indentation = Self.indentation(input, headerEnd..<range.upperBound)
        var end = range.upperBound
        while true {
            let lineEnd = Self.withoutBreak(input, end, after: headerEnd)
            var lineStart = lineEnd
            while lineStart > headerEnd, input[lineStart - 1] == UInt8(ascii: " ") { lineStart -= 1 }
            let isEmpty =
                lineStart > headerEnd && Self.isBreak(input[lineStart - 1]) && lineEnd - lineStart <= indentation
            guard isEmpty, !keeps else {
                offset = lineEnd
                return
            }
            end = lineStart
        }
    }

    /// The blanks before the first line that has anything else.
    private static func indentation(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        var blanks = 0
        for byte in input[range] {
            if byte == UInt8(ascii: " ") {
                blanks += 1
            } else if isBreak(byte) {
                blanks = 0
            } else {
                return blanks
            }
        }
        return blanks
    }

    private static func withoutBreak(_ input: UnsafeBufferPointer<UInt8>, _ end: Int, after start: Int) -> Int {
        guard end > start, isBreak(input[end - 1]) else { return end }
        let isPair = end - 1 > start && input[end - 1] == UInt8(ascii: "\n") && input[end - 2] == UInt8(ascii: "\r")
        return isPair ? end - 2 : end - 1
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
