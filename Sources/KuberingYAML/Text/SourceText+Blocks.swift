// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension SourceText {
    /// The lines of one key of the root, as a text of its own that can be parsed alone.
    ///
    /// - Parameter key: The key, as it is written at the beginning of a line.
    /// - Returns: The lines from the key to the next one; nil where lines do not tell: the key begins no line, or several,
    ///   or a line begins with more than a letter says, such as a quote or a directive, or there are several documents.
    public func block(ofRootKey key: String) -> SourceText? {
        let (heading, otherHeading) = (Array((key + ":").utf8), Array((key + " ").utf8))
        var (start, end): (Int?, Int?) = (nil, nil)
        let isSingle = withBytes(in: 0..<count) { bytes in
            var next: Int? = byteOrderMarkLength
            while let line = next, line < bytes.count {
                switch bytes[line] {
                case UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
                case UInt8(ascii: "-"):
                    if line > byteOrderMarkLength, bytes[line...].starts(with: "---".utf8) { return false }
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    if start != nil, end == nil { end = line }
                    if bytes[line...].starts(with: otherHeading) { return false }
                    if bytes[line...].starts(with: heading) {
                        guard start == nil else { return false }
                        start = line
                    }
                default: return false
                }
                next = bytes.firstOffset(of: UInt8(ascii: "\n"), from: line).map { $0 + 1 }
            }
            return true
        }
        guard isSingle, let start else { return nil }
        return slice(start..<(end ?? count))
    }
}
