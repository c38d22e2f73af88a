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
        // Shells go by bytes: an apostrophe before a combining accent is one as well.
        let safe = Array(OutsideText.escaped(text).utf8)
        let isPlain = safe.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "@%+=:,./_-".utf8.contains(byte)
            }
        }
        let (quote, backslash) = (UInt8(ascii: "'"), UInt8(ascii: "\\"))
        if isPlain, !safe.isEmpty, safe.first != UInt8(ascii: "=") { return String(decoding: safe, as: UTF8.self) }
        var word = [quote]
        for (index, byte) in safe.enumerated() {
            let next = safe[index...].dropFirst().first ?? quote
            if byte == quote || byte == backslash && (next == quote || next == backslash) {
                word += [quote, backslash, byte, quote]
            } else {
                word.append(byte)
            }
        }
        return String(decoding: word + [quote], as: UTF8.self)
    }
}
