// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Synchronization

/// Where the lines of a text start, found out when the first position is asked for.
final class LineIndex: Sendable {
    private let text: SourceText
    private let starts = Mutex<[UInt32]>([])

    init(_ text: SourceText) { self.text = text }

    /// The position of the byte at `offset`.
    func position(of offset: Int) -> YAMLPosition {
        let offset = min(max(offset, 0), text.count)
        let (line, start) = starts.withLock { starts in
            if starts.isEmpty { starts = Self.lineStarts(in: text) }
            var low = 0
            var high = starts.count - 1
            while low < high {
                let middle = (low + high + 1) / 2
                if Int(starts[middle]) <= offset { low = middle } else { high = middle - 1 }
            }
            return (low, Int(starts[low]))
        }
        let column = text.withBytes(in: start..<offset) { bytes in bytes.count { $0 & 0xC0 != 0x80 } }
        return YAMLPosition(line: line + 1, column: column + 1)
    }

    /// The offset of every line's first byte; the first line starts after a byte-order mark.
    private static func lineStarts(in text: SourceText) -> [UInt32] {
        var starts: [UInt32] = [UInt32(text.byteOrderMarkLength)]
        var offset = 0
        var afterReturn = false
        text.forEachSegment { segment in
            let bytes = segment.assumingMemoryBound(to: UInt8.self)
            if !afterReturn, bytes.firstOffset(of: 0x0D) == nil {
                bytes.forEachOffset(of: 0x0A) { starts.append(UInt32(offset + $0 + 1)) }
                offset += bytes.count
                return
            }
            for byte in bytes {
                if afterReturn, byte != 0x0A { starts.append(UInt32(offset)) }
                offset += 1
                if byte == 0x0A { starts.append(UInt32(offset)) }
                afterReturn = byte == 0x0D
            }
        }
        if afterReturn { starts.append(UInt32(offset)) }
        return starts
    }
}

extension SourceText {
    /// 3 when the text starts with the byte-order mark of UTF-8, else 0.
    var byteOrderMarkLength: Int {
        byte(at: 0) == 0xEF && byte(at: 1) == 0xBB && byte(at: 2) == 0xBF ? 3 : 0
    }
}
