// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A command's help, as the parser makes it, with the flags that every command takes.
enum HelpText {
    /// Puts the flags before `--version` and `--help`, which every command takes, too.
    static func withCommonFlags(_ text: String) -> String {
        guard let place = text.firstRange(of: "\n  --version  ") else { return text }
        let lines = CommonFlags.all.map { flag in
            let names = "  " + flag.names.joined(separator: ", ")
            return "\n" + names + String(repeating: " ", count: max(2, column - names.count)) + flag.meaning
        }
        return text[..<place.lowerBound] + lines.joined() + text[place.lowerBound...]
    }

    /// Where the parser puts what an option means.
    private static let column = 26
}
