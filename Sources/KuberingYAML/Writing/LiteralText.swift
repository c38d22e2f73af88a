// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A text of several lines as a literal block scalar (`|`).
struct LiteralText {
    /// The indicator, such as `|-`.
    let header: String
    /// The lines, not indented; empty ones stay empty.
    let lines: [String]

    /// The block scalar of the text; nil when it has one line only, or cannot be written like this.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - step: How far the lines will be indented below what holds them.
    init?(_ text: String, step: Int) {
        let isClean = text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !ScalarText.needsEscape($0) }
        guard isClean, text.contains("\n"), text.contains(where: { $0 != "\n" && $0 != " " && $0 != "\t" }) else {
            return nil
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let chomping: String
        if lines.last?.isEmpty == true {
            lines.removeLast()
            chomping = lines.last?.isEmpty == true ? "+" : ""
        } else {
            chomping = "-"
        }
        // Leading blanks would be taken for the indentation, unless that is given as a number.
        let needsNumber = lines.first.map { $0.isEmpty || $0.hasPrefix(" ") } ?? true
        guard !needsNumber || (1...9).contains(step) else { return nil }
        self.header = "|" + (needsNumber ? String(step) : "") + chomping
        self.lines = lines
    }
}
