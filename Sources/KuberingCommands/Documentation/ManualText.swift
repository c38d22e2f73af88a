// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Text in the language of man(7) pages.
enum ManualText {
    /// What a page begins with.
    ///
    /// - Parameters:
    ///   - name: The page's name.
    ///   - section: The number of the manual's section.
    ///   - sectionTitle: What that section is called.
    ///   - summary: What is told of the page in one line.
    /// - Returns: The title line, and the section with the name.
    static func beginning(_ name: String, _ section: Int, _ sectionTitle: String, _ summary: String) -> String {
        """
        .\\" SPDX-License-Identifier: Apache-2.0
        .\\" SPDX-FileCopyrightText: The kubering authors
        .\\" Made from the definitions in the code by "make docs".
        .TH \(escaped(name.uppercased())) \(section) "" "kubering \(Kubering.version)" "\(sectionTitle)"

        """ + self.section("NAME", escaped(name) + " \\- " + escaped(summary) + "\n")
    }

    /// A section; empty without contents.
    static func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : ".SH \(title)\n\(body)"
    }

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
