// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The few colours and weights that kubering uses, always beside a word or a mark that says the same.
public enum TextStyle: String, Sendable {
    /// Headings and the current entry.
    case bold = "1"
    /// Done.
    case green = "32"
    /// Look here.
    case yellow = "33"
    /// Wrong.
    case red = "31"
    /// Less important.
    case dim = "2"

    /// `text` in this style where `output` shows colour, else unchanged.
    public func applied(to text: String, on output: TextOutput) -> String {
        output.usesColor ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
