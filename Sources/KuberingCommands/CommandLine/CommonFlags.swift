// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The flags that every command takes, anywhere before a `--`.
///
/// They are taken off the command line before the parser sees it, so that no command has to name them.
struct CommonFlags {
    /// What they are called, and what they mean.
    static let all: [(names: [String], meaning: String)] = [
        (["-q", "--quiet"], "Say nothing but errors, warnings and questions."),
        (["--no-color"], "Use no colours."),
    ]

    /// Whether only errors, warnings and questions are wanted.
    private(set) var isQuiet = false
    /// Whether nothing is coloured.
    private(set) var isColorless = false
    /// The other arguments.
    private(set) var rest: [String] = []

    init(_ arguments: [String]) {
        var isFlagNext = arguments.first != CommandLineCompletion.request
        for (index, word) in arguments.enumerated() {
            // What follows --exec-arg is a value, and what follows these two is another program's or a name.
            if word == "--" || word == "--command" { isFlagNext = false }
            let isValue = index > 0 && arguments[index - 1] == "--exec-arg"
            switch word {
            case "-q" where isFlagNext && !isValue, "--quiet" where isFlagNext && !isValue: isQuiet = true
            case "--no-color" where isFlagNext && !isValue: isColorless = true
            default: rest.append(word)
            }
        }
    }
}
