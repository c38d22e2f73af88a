// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Spellings that people know from kubectl and that the argument parser does not.
enum ArgumentSpelling {
    private static let name = "--kubeconfig"

    /// The arguments as the parser wants them.
    ///
    /// `--kubeconfig FILE` may stand before the command, and `--name=` gives an empty value.
    static func normalized(_ arguments: [String]) -> [String] {
        let moved = moved(arguments)
        let end = moved.firstIndex(of: "--") ?? moved.endIndex
        return moved[..<end].indices.flatMap { index in
            let word = moved[index]
            // What follows --exec-arg is a value, whatever it looks like.
            let isValue = index > 0 && moved[index - 1] == "--exec-arg"
            return !isValue && isEmptyValue(word) ? [String(word.dropLast()), ""] : [word]
        } + moved[end...]
    }

    /// Whether the word is `--name=` and nothing more.
    private static func isEmptyValue(_ word: String) -> Bool {
        word.hasPrefix("--") && word.firstIndex(of: "=").map { word.index(after: $0) } == word.endIndex
    }

    /// The arguments with a leading `--kubeconfig` moved behind the command, before a `--` if there is one.
    private static func moved(_ arguments: [String]) -> [String] {
        guard let first = arguments.first else { return arguments }
        let length = first == name ? 2 : first.hasPrefix(name + "=") ? 1 : 0
        guard length > 0, arguments.count > length else { return arguments }
        var rest = Array(arguments.dropFirst(length))
        rest.insert(contentsOf: arguments.prefix(length), at: rest.firstIndex(of: "--") ?? rest.endIndex)
        return rest
    }

    /// The file that the arguments name; the last one counts.
    static func kubeconfig(in arguments: [String]) -> String? {
        let words = Array(arguments.prefix { $0 != "--" })
        var file: String?
        for (index, word) in words.enumerated() {
            if word == name, index + 1 < words.count { file = words[index + 1] }
            if word.hasPrefix(name + "=") { file = String(word.dropFirst(name.count + 1)) }
        }
        return file
    }
}
