// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

extension SourceText {
    /// Texts up to this size are copied when they are patched: one slice is quicker to read than many.
    private static let copiedSize = 256 * 1024

    /// The text with the splices applied.
    ///
    /// - Parameter splices: Sorted by range and not overlapping, all inside the text.
    /// - Returns: The patched text, which shares the storage of this one.
    public func splicing(_ splices: [Splice]) -> SourceText {
        guard !splices.isEmpty else { return self }
        var slices = Slices()
        var offset = 0
        for splice in splices {
            precondition(
                splice.range.lowerBound >= offset && splice.range.upperBound <= count,
                "splices are sorted, do not overlap and lie inside the text")
            forEachSlice(of: offset..<splice.range.lowerBound) { slices.append($0, $1) }
            slices.append(splice.replacement, 0..<splice.replacement.count)
            offset = splice.range.upperBound
        }
        forEachSlice(of: offset..<count) { slices.append($0, $1) }
        let patched = SourceText(joining: slices)
        return patched.count <= Self.copiedSize ? SourceText(patched.bytes) : patched
    }

    /// A part of the text, which shares the storage of this one; the range must lie inside.
    public func slice(_ range: Range<Int>) -> SourceText {
        var slices = Slices()
        forEachSlice(of: range) { slices.append($0, $1) }
        return SourceText(joining: slices)
    }

    /// The splices that turn the patched text back into this one.
    ///
    /// - Parameter splices: What was applied to this text: sorted, not overlapping.
    /// - Returns: One splice for each, with ranges in the patched text.
    public func inverse(of splices: [Splice]) -> [Splice] {
        var growth = 0
        return splices.map { splice in
            let start = splice.range.lowerBound + growth
            growth += splice.growth
            return Splice(
                range: start..<start + splice.replacement.count, replacement: bytes(in: splice.range))
        }
    }
}
