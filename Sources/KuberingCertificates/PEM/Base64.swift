// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Base64 (RFC 4648 section 4), into and out of caller-owned memory so that keys leave no copies.
enum Base64 {
    /// Why a text is not base64, and at which byte.
    struct Failure: Error {
        let offset: Int
        let reason: String
    }

    /// The most bytes that `count` characters can stand for.
    static func capacity(forCharacters count: Int) -> Int { count / 4 * 3 + 3 }

    /// Decodes the characters in `range`; blanks and line ends between them are skipped.
    ///
    /// Strict otherwise: whole groups of four, `=` only at the end, no stray bits.
    ///
    /// - Parameters:
    ///   - text: The bytes around the base64 text.
    ///   - range: Where the base64 text is.
    ///   - output: Receives the bytes, ``capacity(forCharacters:)`` at least.
    /// - Returns: How many bytes were written.
    /// - Throws: ``Failure`` with the first wrong character.
    static func decode(
        _ text: Span<UInt8>, in range: Range<Int>, into output: UnsafeMutableRawBufferPointer
    ) throws(Failure) -> Int {
        var group: UInt32 = 0
        var digits = 0
        var padding = 0
        var written = 0
        for offset in range {
            let byte = text[offset]
            if isBlank(byte) { continue }
            if byte == UInt8(ascii: "=") {
                guard digits >= 2, digits + padding < 4 else { throw Failure(offset: offset, reason: "stray =") }
                padding += 1
                continue
            }
            guard padding == 0 else { throw Failure(offset: offset, reason: "text after =") }
            guard let value = value(of: byte) else { throw Failure(offset: offset, reason: "unexpected character") }
            group = group << 6 | UInt32(value)
            digits += 1
            if digits == 4 {
                for shift: UInt32 in [16, 8, 0] {
                    output[written] = UInt8(truncatingIfNeeded: group >> shift)
                    written += 1
                }
                digits = 0
                group = 0
            }
        }
        guard digits == 0 || digits + padding == 4 else {
            throw Failure(offset: range.upperBound, reason: "it is cut short")
        }
        switch digits {
        case 2 where group & 0xF == 0:
            output[written] = UInt8(truncatingIfNeeded: group >> 4)
            written += 1
        case 3 where group & 0x3 == 0:
            output[written] = UInt8(truncatingIfNeeded: group >> 10)
            output[written + 1] = UInt8(truncatingIfNeeded: group >> 2)
            written += 2
        case 0: break
        default: throw Failure(offset: range.upperBound, reason: "stray bits at the end")
        }
        return written
    }

    /// How many bytes ``encode(_:into:lineLength:)`` writes.
    static func encodedCount(of count: Int, lineLength: Int) -> Int {
        let characters = (count + 2) / 3 * 4
        return characters + (characters + lineLength - 1) / lineLength
    }

    /// Encodes `bytes` in lines of `lineLength` characters, a multiple of 4; each line ends with a newline.
    static func encode(_ bytes: Span<UInt8>, into output: UnsafeMutableRawBufferPointer, lineLength: Int) {
        var written = 0
        func put(_ byte: UInt8) {
            output[written] = byte
            written += 1
        }
        var column = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = bytes.count - start
            var group = UInt32(bytes[start]) << 16
            if rest > 1 { group |= UInt32(bytes[start + 1]) << 8 }
            if rest > 2 { group |= UInt32(bytes[start + 2]) }
            put(digit(group >> 18))
            put(digit(group >> 12))
            put(rest > 1 ? digit(group >> 6) : UInt8(ascii: "="))
            put(rest > 2 ? digit(group) : UInt8(ascii: "="))
            column += 4
            if column == lineLength || rest <= 3 {
                put(UInt8(ascii: "\n"))
                column = 0
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func digit(_ bits: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 0x3F)
        return switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }
}
