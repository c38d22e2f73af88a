// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// Spellings that people know from kubectl and that the argument parser does not.
enum ArgumentSpelling {
    private static let name = "--kubeconfig"

    /// The arguments as the parser wants them.
    ///
    /// `--kubeconfig FILE` may stand before the command, and `--name=` gives an empty value.
    static func normalized(_ arguments: [String]) -> [String] {
        let moved = commandNamed(nounFirst(verbFirst(moved(arguments))))
        let end = moved.firstIndex { $0 == "--" || $0 == "--command" } ?? moved.endIndex
        return moved[..<end].indices.flatMap { index in
            let word = moved[index]
            // What follows --exec-arg is a value, whatever it looks like.
            let isValue = index > 0 && moved[index - 1] == "--exec-arg"
            return !isValue && isEmptyValue(word) ? [String(word.dropLast()), ""] : [word]
        } + moved[end...]
    }

    /// `cluster list` as `list clusters`, and `context use prod` as `use prod`.
    private static func verbFirst(_ arguments: [String]) -> [String] {
        guard arguments.count > 1, let kind = EntryKind(rawValue: arguments[0]) else { return arguments }
        let verb = arguments[1]
        if verb == "list" || verb == "ls" { return ["list", kind.listKey] + arguments.dropFirst(2) }
        let isSwitch = kind == .context && (verb == "use" || verb == "current")
        return isSwitch ? Array(arguments.dropFirst()) : arguments
    }

    /// `list -o name clusters` as `list clusters -o name`: the parser looks for the noun in the first place only.
    private static func nounFirst(_ arguments: [String]) -> [String] {
        guard arguments.count > 2, arguments[0] == "list", arguments[1].hasPrefix("-") else { return arguments }
        var words = arguments
        var index = 1
        while index < words.count, words[index] != "--", words[index].hasPrefix("-") {
            index += ["-o", "--output", name].contains(words[index]) ? 2 : 1
        }
        guard index < words.count, EntryKind.allCases.contains(where: { $0.listKey == words[index] }) else {
            return arguments
        }
        words.insert(words.remove(at: index), at: 1)
        return words
    }

    /// `exec PATTERN -- COMMAND` as `exec PATTERN --command COMMAND`: the parser knows no second list of arguments.
    private static func commandNamed(_ arguments: [String]) -> [String] {
        guard arguments.first == "exec", let dashes = arguments.firstIndex(of: "--") else { return arguments }
        var words = arguments
        words[dashes] = "--command"
        return words
    }

    /// Whether the word is `--name=` and nothing more.
    private static func isEmptyValue(_ word: String) -> Bool {
        word.hasPrefix("--") && word.firstIndex(of: "=").map { word.index(after: $0) } == word.endIndex
    }

    /// The arguments with a leading `--kubeconfig` moved behind the command, before a `--` if there is one.
    private static func moved(_ arguments: [String]) -> [String] {
        var length = 0
        while length < arguments.count, arguments[length] == name || arguments[length].hasPrefix(name + "=") {
            length += arguments[length] == name ? 2 : 1
        }
        guard length > 0, arguments.count > length else { return arguments }
        var rest = Array(arguments.dropFirst(length))
        // Of several, the last one on the whole line counts.
        let isGiven = kubeconfig(in: rest) != nil
        let last = isGiven ? [] : [name, kubeconfig(in: Array(arguments.prefix(length))) ?? ""]
        rest.insert(contentsOf: last, at: rest.firstIndex(of: "--") ?? rest.endIndex)
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
