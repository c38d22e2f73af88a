// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The arguments of a program as others may see them.
///
/// What is a secret by the name of its option is left out, and so is a JSON Web Token.
struct ShownArguments: CustomStringConvertible {
    private static let secretWords = [
        "token", "secret", "password", "passwd", "passphrase", "credential", "credentials", "apikey", "accesskey",
        "privatekey", "bearer", "authorization",
    ]

    /// The arguments, with `REDACTED` in the place of what is left out.
    private(set) var words: [String] = []
    private let isGivenAway: Bool

    /// The same as a shell would take them, in one line; empty when there are none.
    var description: String {
        // All of it: what is left out is what somebody would hide there.
        words.map { OutsideText.escaped(ShellQuoting.quoted($0)) }.joined(separator: " ")
    }

    /// Looks at the arguments.
    ///
    /// - Parameters:
    ///   - arguments: All of them.
    ///   - isGivenAway: Whether they are for somebody else, instead of for who has to decide on them. For those, only what no
    ///     program can hide in is left out; from what is given away, also who signs in at a URL, and every argument of several
    ///     words: a script or a header can have anything in it.
    init(_ arguments: [String], isGivenAway: Bool = false) {
        self.isGivenAway = isGivenAway
        var words: [String] = []
        var before: String?
        for argument in arguments {
            let (option, value) = Self.parts(argument)
            if let option, let value, before == nil {
                words.append("\(option)=\(shown(value, of: option))")
            } else {
                words.append(shown(argument, of: before))
            }
            before = value == nil ? option.flatMap { Self.isSecret($0) ? $0 : nil } : nil
        }
        self.words = words
    }

    private func shown(_ text: String, of option: String?) -> String {
        let isSecret = option.map { Self.isSecret($0) && (isGivenAway || $0.hasPrefix("--")) } ?? false
        let isPlain = text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_.+=~:@%,".utf8.contains($0) }
        if (isSecret || text.hasPrefix("eyJ")) && (isGivenAway || isPlain) { return "REDACTED" }
        guard isGivenAway else { return text }
        return text.contains(where: \.isWhitespace)
            ? "REDACTED" : text.contains("://") ? URLRedaction.redacted(text) : text
    }

    /// An option's name, and its value where that is in the same word; no name for another word.
    private static func parts(_ argument: String) -> (option: String?, value: String?) {
        guard argument.hasPrefix("-") else { return (nil, nil) }
        guard let sign = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (argument, nil) }
        return (String(argument[..<sign]), String(argument[argument.utf8.index(after: sign)...]))
    }

    private static func isSecret(_ option: String) -> Bool {
        let name = option.lowercased().replacing("-", with: "").replacing("_", with: "")
        return name == "pass" || secretWords.contains { name.hasSuffix($0) }
    }
}
