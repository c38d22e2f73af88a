// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What kubectx and kubens can be called with, and what they do then.
enum DropInHelp {
    static let kubectxLines = [
        ("", "list the contexts; on a terminal, pick one"),
        (" <NAME>", "switch to context <NAME>"),
        (" -", "switch to the previous context"),
        (" -c, --current", "show the name of the current context"),
        (" <NEW>=<NAME>", "rename context <NAME> to <NEW>"),
        (" <NEW>=.", "rename the current context to <NEW>"),
        (" -u, --unset", "leave no context current"),
        (" -d <NAME>...", "delete contexts ('.' for the current one); their users and clusters stay"),
        (" -s, --shell <NAME>", "start a shell that knows this context only"),
        (" -h, --help", "show this message"),
        (" -V, --version", "show the version of kubering, which this is"),
    ]

    static let kubensLines = [
        ("", "list the namespaces of the current context; on a terminal, pick one"),
        (" <NAME>", "change the active namespace of the current context"),
        (" <NAME> -f, --force", "the same without asking the cluster whether there is such a namespace"),
        (" -", "switch to the previous namespace of this context"),
        (" -c, --current", "show the current namespace"),
        (" -u, --unset", "change to the namespace default"),
        (" -h, --help", "show this message"),
        (" -V, --version", "show the version of kubering, which this is"),
    ]

    /// The help text.
    static func text(_ lines: [(words: String, meaning: String)], _ program: String) -> String {
        let width = lines.map(\.words.count).max() ?? 0
        return "USAGE:\n"
            + lines.map { words, meaning in
                "  \(program)\(words)\(String(repeating: " ", count: width - words.count))  : \(meaning)\n"
            }.joined()
    }
}
