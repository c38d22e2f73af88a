// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Turns libyaml's marks, which count characters of the input, into offsets in bytes of the input and of the text.
///
/// Marks come in nearly rising order, so a cursor that moves from the last one is quick.
struct MarkMap {
    private let input: UnsafeBufferPointer<UInt8>
    private let cuts: [ParserInput.Cut]
    private let start: Int
    private let isASCII: Bool
    /// The last mark asked for, in characters and in bytes.
    private var character = 0
    private var byte = 0
    /// How many cuts lie before the last offset asked for, and their length.
    private var cutsBefore = 0
    private var removed = 0

    init(_ facts: ParserInput, _ input: UnsafeBufferPointer<UInt8>) {
        self.input = input
        self.cuts = facts.cuts
        self.start = facts.start
        // Without a way out of the loop, which makes it several times quicker.
        self.isASCII = input.reduce(0, |) < 0x80
    }

    /// The offset in the input of the character at `index`.
    mutating func inputOffset(of index: Int) -> Int {
        if isASCII { return min(index, input.count) }
        while character < index, byte < input.count {
            byte += 1
            while byte < input.count, input[byte] & 0xC0 == 0x80 { byte += 1 }
            character += 1
        }
        while character > index, byte > 0 {
            byte -= 1
            while byte > 0, input[byte] & 0xC0 == 0x80 { byte -= 1 }
            character -= 1
        }
        return byte
    }

    /// The offset in the text of the byte at `offset` of the input.
    mutating func textOffset(of offset: Int) -> Int {
        while cutsBefore < cuts.count, cuts[cutsBefore].reduced < offset {
            removed += cuts[cutsBefore].length
            cutsBefore += 1
        }
        while cutsBefore > 0, cuts[cutsBefore - 1].reduced >= offset {
            cutsBefore -= 1
            removed -= cuts[cutsBefore].length
        }
        return start + offset + removed
    }
}
