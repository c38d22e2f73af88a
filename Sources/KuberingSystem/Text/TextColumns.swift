// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Text as it stands in the columns of a terminal.
public enum TextColumns {
    /// How many terminal columns the text takes: wide East Asian characters and emoji two, combining marks none.
    public static func count(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    /// The text in at most so many columns: what is too much is taken from the middle, where an ellipsis says so.
    ///
    /// A character is never cut, so that the result can be a column shorter.
    public static func shortened(_ text: String, to limit: Int) -> String {
        guard count(text) > limit else { return text }
        guard limit > 1 else { return limit == 1 ? "\u{2026}" : "" }
        let front = prefix(text, columns: limit / 2)
        let back = String(prefix(text.reversed(), columns: limit - 1 - limit / 2).reversed())
        return "\(front)\u{2026}\(back)"
    }

    /// The characters from the front that fit into so many columns.
    public static func prefix(_ text: some Sequence<Character>, columns: Int) -> String {
        var left = columns
        var result = ""
        for character in text {
            left -= count(String(character))
            guard left >= 0 else { break }
            result.append(character)
        }
        return result
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x300: 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            2
        // Vowels and final consonants of Hangul stand in the columns of the consonant before.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: 0
        // Two of them make a flag.
        case 0x1F1E6...0x1F1FF: 1
        default: scalar.properties.isGraphemeExtend ? 0 : scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }
}
