// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The inside of a string of a stored item, as it stands between the quotes.
///
/// Items hold no backslash: gnome-keyring writes the secrets of a keyring without password as they are and takes
/// backslashes for its own escapes when it reads them again, so that a JSON `\n` would come back as a line end. What
/// JSON would escape is written as in a URL instead, `%0A`.
struct PercentEncodedString {
    let bytes: UnsafeRawBufferPointer

    /// Whether a byte is written as `%` and two digits.
    static func needsEncoding(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x1F, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "%"): true
        default: false
        }
    }

    /// Gives the bytes that the string stands for to `sink` and returns how many there are; nil when two hexadecimal
    /// digits do not follow a `%`, or when there is a backslash.
    func decode(_ sink: (UInt8) -> Void) -> Int? {
        var count = 0
        var index = 0
        while index < bytes.count {
            var byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\") { return nil }
            if byte == UInt8(ascii: "%") {
                guard index + 2 <= bytes.count, let high = Self.value(of: bytes[index]),
                    let low = Self.value(of: bytes[index + 1])
                else { return nil }
                byte = high << 4 | low
                index += 2
            }
            sink(byte)
            count += 1
        }
        return count
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
