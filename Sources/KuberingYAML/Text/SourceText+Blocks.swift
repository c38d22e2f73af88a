// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension SourceText {
    /// The lines of one key of the root, as a text of its own that can be parsed alone.
    ///
    /// - Parameter key: The key, as it is written at the beginning of a line.
    /// - Returns: The lines from the key to the next one. Nil where lines do not tell: the key begins no line or several,
    ///   text in quotes before it may have lines at the margin, a line there begins with neither a letter, a dash, a blank
    ///   nor a comment, or there are several documents.
    public func block(ofRootKey key: String) -> SourceText? {
        let name = Array(key.utf8)
        var (start, end): (Int?, Int?) = (nil, nil)
        let isClear = withBytes(in: 0..<count) { bytes in
            var next: Int? = byteOrderMarkLength
            while let line = next, line < bytes.count {
                switch bytes[line] {
                case UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
                case UInt8(ascii: "-"):
                    if line > byteOrderMarkLength, bytes[line...].starts(with: "---".utf8) { return false }
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    if start != nil, end == nil { end = line }
                    guard bytes[line...].starts(with: name) else { break }
                    switch bytes[(line + name.count)...].first {
                    case UInt8(ascii: ":"):
                        guard start == nil else { return false }
                        start = line
                    case UInt8(ascii: " "), UInt8(ascii: "\t"): return false
                    default: break
                    }
                default: return false
                }
                next = bytes.firstOffset(of: UInt8(ascii: "\n"), from: line).map { $0 + 1 }
            }
            return start.map { !UnsafeBufferPointer(rebasing: bytes[..<$0]).mayLeaveQuotesOpen } ?? false
        }
        guard isClear, let start else { return nil }
        return slice(start..<(end ?? count))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a line has a quote without another one, or something is escaped.
    fileprivate var mayLeaveQuotesOpen: Bool {
        for quote in [UInt8(ascii: "\""), UInt8(ascii: "'")] {
            var next = firstOffset(of: quote)
            while let opening = next {
                guard let closing = firstOffset(of: quote, from: opening + 1),
                    firstOffset(of: UInt8(ascii: "\n"), from: opening).map({ $0 > closing }) ?? true
                else { return true }
                next = firstOffset(of: quote, from: closing + 1)
            }
        }
        return firstOffset(of: UInt8(ascii: "\\")) != nil
    }
}
