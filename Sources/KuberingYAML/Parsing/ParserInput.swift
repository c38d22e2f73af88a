// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What the parser sees of a text: everything after the byte-order mark, less the cuts.
struct ParserInput {
    /// A part of the text that the parser does not see.
    struct Cut {
        /// Where the part starts in the text.
        let source: Int
        /// How many bytes it has.
        let length: Int
        /// Where it is missing in the input.
        let reduced: Int
    }

    /// What is left out, in order.
    let cuts: [Cut]
    /// The bytes before the input in the text: the byte-order mark.
    let skipped: Int

    /// Calls `body` with the input for `text` and its bytes, which are valid during the call.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isReduced: Whether long runs of base64 are left out.
    ///   - body: Receives the facts and the bytes.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    static func with<Result, Failure: Error>(
        _ text: SourceText, isReduced: Bool,
        _ body: (ParserInput, UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let skipped = text.byteOrderMarkLength
        let input = ParserInput(cuts: isReduced ? findCuts(in: text, skipped: skipped) : [], skipped: skipped)
        if input.cuts.isEmpty, let only = text.segments.first, text.segments.count == 1 {
            return try only.storage.withUnsafeBufferPointer { (bytes) throws(Failure) in
                let slice = only.slice.lowerBound + skipped..<only.slice.upperBound
                return try body(input, UnsafeBufferPointer(rebasing: bytes[slice]))
            }
        }
        return try input.bytes(of: text).withUnsafeBufferPointer { (bytes) throws(Failure) in try body(input, bytes) }
    }

    private static func findCuts(in text: SourceText, skipped: Int) -> [Cut] {
        var cuts: [Cut] = []
        var removed = skipped
        var start = 0
        text.forEachSegment { segment in
            Base64Runs(segment.assumingMemoryBound(to: UInt8.self)).forEachCut { range in
                let source = start + range.lowerBound
                cuts.append(Cut(source: source, length: range.count, reduced: source - removed))
                removed += range.count
            }
            start += segment.count
        }
        return cuts
    }

    /// A copy of what is left of the text.
    private func bytes(of text: SourceText) -> [UInt8] {
        let size = text.count - skipped - cuts.reduce(0) { $0 + $1.length }
        var result: [UInt8] = []
        result.reserveCapacity(size)
        var offset = skipped
        for cut in cuts {
            text.forEachSlice(of: offset..<cut.source) { result.append(contentsOf: $0[$1]) }
            offset = cut.source + cut.length
        }
        text.forEachSlice(of: offset..<text.count) { result.append(contentsOf: $0[$1]) }
        return result
    }
}
