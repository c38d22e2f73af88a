// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension SourceText {
    /// The place in ``segments`` of the slice that holds the byte at `offset`, which must be inside the text.
    private func segmentIndex(at offset: Int) -> Int {
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].start <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The byte at `offset`; nil outside the text.
    func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < count else { return nil }
        let segment = segments[segments.count == 1 ? 0 : segmentIndex(at: offset)]
        return segment.storage[segment.slice.lowerBound + offset - segment.start]
    }

    /// Calls `body` with the slices of storage that make up `range`, which must lie inside the text.
    func forEachSlice(of range: Range<Int>, _ body: (_ storage: [UInt8], _ slice: Range<Int>) -> Void) {
        guard !range.isEmpty else { return }
        var index = segmentIndex(at: range.lowerBound)
        while index < segments.count, segments[index].start < range.upperBound {
            let segment = segments[index]
            let part = range.clamped(to: segment.start..<segment.end)
            let shift = segment.slice.lowerBound - segment.start
            body(segment.storage, part.lowerBound + shift..<part.upperBound + shift)
            index += 1
        }
    }

    /// Calls `body` with the bytes in `range`, clamped to the text, in one piece; copies them only when they are in
    /// several slices.
    func withBytes<Result>(in range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = range.clamped(to: 0..<count)
        guard !range.isEmpty else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        if range.upperBound <= first.end {
            let start = first.slice.lowerBound
            return first.storage.withUnsafeBufferPointer { bytes in
                body(UnsafeBufferPointer(rebasing: bytes[start + range.lowerBound..<start + range.upperBound]))
            }
        }
        let segment = segments[segmentIndex(at: range.lowerBound)]
        guard range.upperBound <= segment.end else { return bytes(in: range).withUnsafeBufferPointer(body) }
        let first = segment.slice.lowerBound + range.lowerBound - segment.start
        return segment.storage.withUnsafeBufferPointer { bytes in
            body(UnsafeBufferPointer(rebasing: bytes[first..<first + range.count]))
        }
    }

    /// Whether the bytes in `range` are exactly these.
    func hasBytes(_ expected: UnsafeBufferPointer<UInt8>, at range: Range<Int>) -> Bool {
        guard range.count == expected.count else { return false }
        return withBytes(in: range) { $0.hasSameBytes(as: expected) }
    }

    /// Whether both texts hold the same bytes, however they are put together.
    ///
    /// - Parameter other: The text to compare with.
    /// - Returns: True when every byte is the same; storage that both share is not read.
    public func hasSameBytes(as other: SourceText) -> Bool {
        guard count == other.count else { return false }
        var offset = 0
        var left = segments[...]
        var right = other.segments[...]
        while let mine = left.first, let theirs = right.first {
            let end = min(mine.end, theirs.end)
            let mineStart = mine.slice.lowerBound + offset - mine.start
            let theirsStart = theirs.slice.lowerBound + offset - theirs.start
            let same = mine.storage.withUnsafeBufferPointer { mine in
                theirs.storage.withUnsafeBufferPointer { theirs in
                    (mine.baseAddress == theirs.baseAddress && mineStart == theirsStart)
                        || mine[mineStart..<mineStart + end - offset]
                            .elementsEqual(theirs[theirsStart..<theirsStart + end - offset])
                }
            }
            guard same else { return false }
            offset = end
            if mine.end == end { left.removeFirst() }
            if theirs.end == end { right.removeFirst() }
        }
        return true
    }
}
