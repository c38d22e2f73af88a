// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Text in the language of man(7) pages.
enum ManualText {
    /// Returns `text` so that it is shown as it is: nothing in it is a request, an escape or a typographic sign.
    static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "." where result.isEmpty: result += "\\&."
            case let scalar where scalar.isASCII: result.unicodeScalars.append(scalar)
            default: result += "\\[u" + hexadecimal(scalar.value) + "]"
            }
        }
        return result
    }

    /// The text in bold, for what is typed as it stands.
    static func bold(_ text: String) -> String { "\\fB" + escaped(text) + "\\fR" }

    /// The text in italics, for what is replaced by a value.
    static func italic(_ text: String) -> String { "\\fI" + escaped(text) + "\\fR" }

    /// Paragraphs, one for each that blank lines separate.
    static func paragraphs(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if lines.last != ".PP", !lines.isEmpty { lines.append(".PP") }
            } else {
                lines.append(escaped(line.drop(while: \.isWhitespace)))
            }
        }
        if lines.last == ".PP" { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A tagged paragraph: a term that is already in this language, and what it means in plain text.
    static func item(_ term: String, _ meaning: String) -> String {
        ".TP\n\(term)\n" + paragraphs(meaning)
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
