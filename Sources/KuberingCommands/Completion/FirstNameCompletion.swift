// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// The completion of a command's first argument where that is the name of an entry, without a look at the command's
/// definition: describing that would take as long as starting and reading together.
///
/// A test holds the list to what the definitions say.
enum FirstNameCompletion {
    /// By the words of the command.
    static let kinds: [[String]: EntryKind] = [
        ["use"]: .context, ["shell"]: .context, ["env"]: .context, ["exec"]: .context, ["export"]: .context,
        ["split"]: .context, ["context", "set"]: .context, ["context", "rename"]: .context,
        ["context", "copy"]: .context, ["context", "delete"]: .context,
        ["cluster", "set"]: .cluster, ["cluster", "rename"]: .cluster, ["cluster", "delete"]: .cluster,
        ["user", "set"]: .user, ["user", "rename"]: .user, ["user", "delete"]: .user, ["credential", "move"]: .user,
        ["certificate", "renew"]: .user,
    ]

    /// The answer, when the words are those of such a command and the beginning of a name.
    ///
    /// - Parameter words: Without the program's name; the last one is what stands before the cursor, maybe nothing.
    /// - Returns: What ``CommandLineCompletion/answer()`` returns; nil when it has to be asked.
    static func answer(to words: some BidirectionalCollection<String>) -> String? {
        let command = Array(words.dropLast())
        guard let prefix = words.last, !prefix.hasPrefix("-"), let kind = kinds[command] else { return nil }
        let more = command == ["use"] && prefix.isEmpty ? [Candidates.before] : []
        let names = Candidates.described(kind, prefix, command) + more
        return CommandLineCompletion.text(names.map { CommandLineCompletion.Candidate($0) })
    }
}
