// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The replacement of one run of bytes by others.
public struct Splice: Sendable, Hashable {
    /// What is replaced, in UTF-8 bytes of the text before; empty for an insertion.
    public var range: Range<Int>
    /// The bytes that take its place; empty for a removal.
    public var replacement: [UInt8]

    /// Replaces the bytes in `range` by `replacement`.
    public init(range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// Replaces the bytes in `range` by the UTF-8 of `text`.
    public init(_ range: Range<Int>, _ text: String) {
        self.init(range: range, replacement: Array(text.utf8))
    }

    /// How many bytes the text grows by; negative when it shrinks.
    public var growth: Int { replacement.count - range.count }
}
