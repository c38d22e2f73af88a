// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// `--kubeconfig FILE` where people put it for kubectl: before the command.
enum LeadingOption {
    private static let name = "--kubeconfig"

    /// The arguments with a leading `--kubeconfig` moved behind the command, before a `--` if there is one.
    static func moved(_ arguments: [String]) -> [String] {
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
