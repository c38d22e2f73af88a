// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The inside of a JSON string, as it stands between the quotes (RFC 8259, section 7).
struct JSONEscapedString {
    let bytes: UnsafeRawBufferPointer

    /// Gives the bytes that the string stands for to `sink` and returns how many there are; nil when an escape is none.
    func decode(_ sink: (UInt8) -> Void) -> Int? {
        var count = 0
        func give(_ byte: UInt8) {
            sink(byte)
            count += 1
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                give(byte)
                continue
            }
            guard index < bytes.count else { return nil }
            let letter = bytes[index]
            index += 1
            if letter == UInt8(ascii: "u") {
                guard let scalar = scalar(at: &index) else { return nil }
                Character(scalar).utf8.forEach(give)
            } else {
                guard let byte = Self.meaning(of: letter) else { return nil }
                give(byte)
            }
        }
        return count
    }

    private static func meaning(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The scalar that one unit of UTF-16, or two that belong together, stands for.
    private func scalar(at index: inout Int) -> Unicode.Scalar? {
        guard let first = unit(at: &index) else { return nil }
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard UTF16.isLeadSurrogate(first), index + 2 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        index += 2
        guard let second = unit(at: &index), UTF16.isTrailSurrogate(second) else { return nil }
        return Unicode.Scalar(0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00))
    }

    private func unit(at index: inout Int) -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        let text = bytes[index..<index + 4]
        index += 4
        guard text.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: text, as: UTF8.self), radix: 16)
    }
}
