// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What the parser sees of a text, or of a part of it: everything but the cuts.
struct ParserInput {
    /// A piece of the text that the parser does not see.
    struct Cut {
        /// Where the piece starts in the text.
        let source: Int
        /// How many bytes it has.
        let length: Int
        /// Where it is missing in the input.
        let reduced: Int
    }

    /// What is left out, in order.
    let cuts: [Cut]
    /// Where the input starts in the text; a heading counts as if it stood there as well.
    let start: Int

    /// Calls `body` with the input for a part of a text and its bytes, which are valid during the call.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - text: The text.
    ///   - isReduced: Whether long runs of base64 are left out.
    ///   - body: Receives the facts and the bytes.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    static func with<Result, Failure: Error>(
        _ part: TextPart, of text: SourceText, isReduced: Bool,
        _ body: (ParserInput, UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = part.range.lowerBound - part.heading.count
        let input = ParserInput(cuts: isReduced ? findCuts(in: part, of: text, from: start) : [], start: start)
        if input.cuts.isEmpty, part.heading.isEmpty, text.segments.count == 1 {
            let shift = text.first.slice.lowerBound
            return try text.first.storage.withUnsafeBufferPointer { (bytes) throws(Failure) in
                let slice = part.range.lowerBound + shift..<part.range.upperBound + shift
                return try body(input, UnsafeBufferPointer(rebasing: bytes[slice]))
            }
        }
        return try input.bytes(of: part, text).withUnsafeBufferPointer { (bytes) throws(Failure) in
            try body(input, bytes)
        }
    }

    private static func findCuts(in part: TextPart, of text: SourceText, from inputStart: Int) -> [Cut] {
        var cuts: [Cut] = []
        var removed = inputStart
        var start = part.range.lowerBound
        text.forEachSlice(of: part.range) { storage, slice in
            storage.withUnsafeBufferPointer { bytes in
                Base64Runs(UnsafeBufferPointer(rebasing: bytes[slice])).forEachCut { range in
                    let source = start + range.lowerBound
                    cuts.append(Cut(source: source, length: range.count, reduced: source - removed))
                    removed += range.count
                }
            }
            start += slice.count
        }
        return cuts
    }

    /// The heading, and a copy of what is left of the part.
    private func bytes(of part: TextPart, _ text: SourceText) -> [UInt8] {
        var result = part.heading
        result.reserveCapacity(part.heading.count + part.range.count - cuts.reduce(0) { $0 + $1.length })
        var offset = part.range.lowerBound
        for cut in cuts {
            text.forEachSlice(of: offset..<cut.source) { result.append(contentsOf: $0[$1]) }
            offset = cut.source + cut.length
        }
        text.forEachSlice(of: offset..<part.range.upperBound) { result.append(contentsOf: $0[$1]) }
        return result
    }
}
