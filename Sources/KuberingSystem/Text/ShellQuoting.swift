// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Text as a word of a POSIX shell.
public enum ShellQuoting {
    /// Returns `text` so that bash, dash, zsh and fish read it as exactly one word.
    ///
    /// Words of letters, digits and `@%+=:,./_-` stay as they are, unless they begin with `=`, which zsh expands; everything
    /// else is put in single quotes. There fish knows the escapes `\\` and `\'`, so that a backslash before one of these
    /// or at the end stands outside. Control characters are replaced by visible escapes first: a command that is shown must not steer the terminal.
    public static func quoted(_ text: String) -> String {
        let safe = OutsideText.escaped(text)
        let isPlain = safe.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "@%+=:,./_-".utf8.contains(byte)
            }
        }
        if isPlain, !safe.isEmpty, safe.first != "=" { return safe }
        var word = "'"
        for (index, character) in zip(safe.indices, safe) {
            let isEscape =
                character == "\\" && (safe[index...].dropFirst().first.map { "\\'".contains($0) } ?? true)
            word += character == "'" || isEscape ? "'\\\(character)'" : String(character)
        }
        return word + "'"
    }
}
