// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The tag and the anchor before a node, which libyaml's events do not tell apart from it.
struct NodeProperties {
    private let input: UnsafeBufferPointer<UInt8>
    private let range: Range<Int>

    /// The properties that `range` starts with.
    init(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.input = input
        self.range = range
    }

    /// Where the node starts behind its properties; the end of the range when nothing follows them.
    func end(anchor: String?, hasTag: Bool, isInFlow: Bool) -> Int {
        var offset = range.lowerBound
        var anchorLength = anchor.map { $0.utf8.count + 1 }
        var hasTag = hasTag
        while offset < range.upperBound {
            if let length = anchorLength, input[offset] == UInt8(ascii: "&") {
                offset += length
                anchorLength = nil
            } else if hasTag, input[offset] == UInt8(ascii: "!") {
                offset = tagEnd(from: offset, isInFlow: isInFlow)
                hasTag = false
            } else {
                break
            }
            offset = skipBlanks(from: offset)
        }
        return min(offset, range.upperBound)
    }

    private func tagEnd(from start: Int, isInFlow: Bool) -> Int {
        var offset = start + 1
        let isVerbatim = offset < range.upperBound && input[offset] == UInt8(ascii: "<")
        while offset < range.upperBound {
            switch input[offset] {
            case UInt8(ascii: ">") where isVerbatim: return offset + 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return offset
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "{"):
                if isInFlow, !isVerbatim { return offset }
                offset += 1
            default: offset += 1
            }
        }
        return offset
    }

    /// Skips blanks, line breaks and comments.
    private func skipBlanks(from start: Int) -> Int {
        var offset = start
        var isInComment = false
        while offset < range.upperBound {
            switch input[offset] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isInComment = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "#"): isInComment = true
            default: if !isInComment { return offset }
            }
            offset += 1
        }
        return offset
    }
}
