// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The arguments of a program in one line, for somebody who has to decide whether it may run.
///
/// What is a secret by the name of its option is left out, and so is a JSON Web Token.
struct ShownArguments: CustomStringConvertible {
    private static let secretWords = ["token", "secret", "password", "passwd", "passphrase", "credential", "apikey"]

    /// The arguments as a shell would take them; empty when there are none.
    let description: String

    init(_ arguments: [String]) {
        var words: [String] = []
        var isSecret = false
        for argument in arguments {
            let (option, value) = Self.parts(argument)
            let isSecretOption = option.map { Self.isSecret($0) } ?? false
            if isSecret || argument.hasPrefix("eyJ") {
                words.append("REDACTED")
            } else if let option, value != nil, isSecretOption {
                words.append("\(option)=REDACTED")
            } else {
                words.append(OutsideText.escaped(ShellQuoting.quoted(argument)))
            }
            isSecret = isSecretOption && value == nil
        }
        // All of it: what is left out is what somebody would hide there.
        description = words.joined(separator: " ")
    }

    /// An option's name, and its value where that is in the same word; no name for another word.
    private static func parts(_ argument: String) -> (option: String?, value: Substring?) {
        guard argument.hasPrefix("-") else { return (nil, nil) }
        guard let sign = argument.firstIndex(of: "=") else { return (argument, nil) }
        return (String(argument[..<sign]), argument[argument.index(after: sign)...])
    }

    private static func isSecret(_ option: String) -> Bool {
        let name = option.lowercased().replacing("-", with: "").replacing("_", with: "")
        return secretWords.contains { name.hasSuffix($0) }
    }
}
