// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// Where the lines of a text end; in a text of a single line, where its commas are.
struct LineEnds {
    private static let stride = 4_096

    let text: SourceText
    /// What a line ends with.
    private let mark: UInt8

    init(_ text: SourceText) {
        self.text = text
        let newline = UInt8(ascii: "\n")
        let first = Self.firstOffset(of: newline, from: 0, in: text)
        mark = first.map { $0 + 1 < text.count } == true ? newline : UInt8(ascii: ",")
    }

    /// The start of the line that the byte at `offset` stands on; `offset` itself when a line begins there.
    func lineStart(_ offset: Int) -> Int {
        var end = offset
        while end > 0 {
            let start = max(0, end - Self.stride)
            if let found = text.bytes(in: start..<end).lastIndex(of: mark) { return start + found + 1 }
            end = start
        }
        return 0
    }

    /// The first line end at or after `offset`, behind its mark; `offset` itself when a line ends there.
    func lineEnd(after offset: Int) -> Int {
        if isLineBoundary(offset) { return offset }
        return Self.firstOffset(of: mark, from: offset, in: text).map { $0 + 1 } ?? text.count
    }

    /// Whether a line ends or begins there.
    func isLineBoundary(_ offset: Int) -> Bool {
        offset == 0 || offset == text.count || text.bytes(in: offset - 1..<offset).first == mark
    }

    private static func firstOffset(of byte: UInt8, from offset: Int, in text: SourceText) -> Int? {
        var start = offset
        while start < text.count {
            let end = min(text.count, start + stride)
            if let found = text.bytes(in: start..<end).firstIndex(of: byte) { return start + found }
            start = end
        }
        return nil
    }
}
