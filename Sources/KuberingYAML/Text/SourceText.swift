// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The bytes of a document: a rope of slices over shared, unchanging storage.
///
/// Patching a text shares all storage that the patch does not replace, so that an edit of a 41 MB file costs no copy of
/// it.
public struct SourceText: Sendable {
    /// One slice of the rope.
    struct Segment: Sendable {
        /// The shared bytes.
        let storage: [UInt8]
        /// The part of `storage` that belongs to the text; never empty.
        let slice: Range<Int>
        /// Where the slice starts in the text.
        let start: Int

        /// Where the slice ends in the text.
        var end: Int { start + slice.count }
    }

    /// The slices, in order, without gaps.
    let segments: [Segment]
    /// The first slice, empty when there is none: most texts have no other, and reading it counts no references.
    let first: Segment
    /// The length of the text in bytes.
    public let count: Int

    /// The text of these bytes; they are shared, not copied.
    public init(_ bytes: [UInt8]) {
        first = Segment(storage: bytes, slice: 0..<bytes.count, start: 0)
        segments = bytes.isEmpty ? [] : [first]
        count = bytes.count
    }

    /// The text of these bytes.
    public init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// The text of these pieces, one after the other; they are shared, not copied.
    public init(joining pieces: [[UInt8]]) {
        var slices = Slices()
        for piece in pieces { slices.append(piece, 0..<piece.count) }
        self.init(joining: slices)
    }

    /// Slices of arrays, one after the other, of which a text is made.
    struct Slices {
        fileprivate private(set) var segments: [Segment] = []
        fileprivate private(set) var count = 0

        mutating func append(_ storage: [UInt8], _ slice: Range<Int>) {
            guard !slice.isEmpty else { return }
            segments.append(Segment(storage: storage, slice: slice, start: count))
            count += slice.count
        }
    }

    /// The text made of these slices.
    init(joining slices: Slices) {
        segments = slices.segments
        first = segments.first ?? Segment(storage: [], slice: 0..<0, start: 0)
        count = slices.count
    }

    /// Calls `body` with each contiguous piece of the text, in order, for instance to write it to a file.
    ///
    /// - Parameter body: Receives bytes that are valid during the call only.
    /// - Throws: What `body` throws.
    public func forEachSegment<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        for segment in segments {
            try segment.storage.withUnsafeBufferPointer { (bytes) throws(Failure) in
                try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[segment.slice])))
            }
        }
    }

    /// A copy of the whole text.
    public var bytes: [UInt8] {
        if let only = segments.first, segments.count == 1, only.slice == 0..<only.storage.count { return only.storage }
        return bytes(in: 0..<count)
    }

    /// A copy of the bytes in `range`, which is clamped to the text.
    public func bytes(in range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        forEachSlice(of: range) { storage, slice in result.append(contentsOf: storage[slice]) }
        return result
    }

    /// The whole text as a string; bytes that are not UTF-8 become U+FFFD.
    public var string: String { string(in: 0..<count) }

    /// The text in `range` as a string; bytes that are not UTF-8 become U+FFFD.
    public func string(in range: Range<Int>) -> String {
        withBytes(in: range) { String(decoding: $0, as: UTF8.self) }
    }
}

extension SourceText: Hashable {
    /// Whether both texts hold the same bytes, however they are put together.
    public static func == (left: SourceText, right: SourceText) -> Bool { left.hasSameBytes(as: right) }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        forEachSegment { hasher.combine(bytes: $0) }
    }
}
