// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Text that came from outside, made safe for a terminal.
///
/// Context names, certificate subjects, server and helper messages can hold escape sequences that recolour the screen,
/// hide text or change the title. Everything of that kind that is printed passes through here; JSON output does not,
/// because JSON escapes by itself.
public enum OutsideText {
    /// Returns `text` with everything invisible or steering replaced by visible escapes.
    ///
    /// Replaced are C0 and C1 controls, DEL, the line and paragraph separators, zero-width characters and the
    /// bidirectional controls; each becomes `\n`, `\t` or `\u{1B}`, and a backslash becomes `\\` only where an escape
    /// was needed, so that ordinary names stay as they are.
    public static func escaped(_ text: some StringProtocol) -> String {
        guard text.unicodeScalars.contains(where: needsEscape) else { return String(text) }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\\": result += "\\\\"
            case let scalar where needsEscape(scalar):
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns `text` escaped and in double quotes, the way error messages name a thing.
    public static func quoted(_ text: some StringProtocol) -> String {
        "\"" + escaped(text) + "\""
    }

    /// Whether the scalar would steer the terminal or hide text.
    public static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}
