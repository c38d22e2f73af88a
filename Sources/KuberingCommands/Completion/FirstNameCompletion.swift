// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// The completion of a command's first argument where that is the name of an entry, without a look at the command's
/// definition: describing that would take as long as starting and reading together.
///
/// A test holds the list to what the definitions say.
enum FirstNameCompletion {
    /// The commands that take the name of a context, the words of each separated by a blank.
    static let ofContexts = [
        "use", "shell", "env", "exec", "export", "split", "context set", "context rename", "context copy",
        "context delete",
    ]
    /// Those that take the name of a cluster.
    static let ofClusters = ["cluster set", "cluster rename", "cluster delete"]
    /// Those that take the name of a user.
    static let ofUsers = ["user set", "user rename", "user delete", "credential move", "certificate renew"]

    /// The answer, when the words are those of such a command and the beginning of a name.
    ///
    /// - Parameter words: Without the program's name; the last one is what stands before the cursor, maybe nothing.
    /// - Returns: What ``CommandLineCompletion/answer()`` returns; nil when it has to be asked.
    static func answer(to words: some BidirectionalCollection<String>) -> String? {
        let command = Array(words.dropLast())
        guard let prefix = words.last, !prefix.hasPrefix("-"), var name = command.first else { return nil }
        // Not `joined`, whose generic code takes a twentieth of the time that starting takes.
        for word in command.dropFirst() { name += " " + word }
        guard let kind = kind(name) else { return nil }
        let more = command == ["use"] && prefix.isEmpty ? [Candidates.before] : []
        let names = Candidates.described(kind, prefix, command) + more
        return CommandLineCompletion.text(names.map { CommandLineCompletion.Candidate($0) })
    }

    private static func kind(_ command: String) -> EntryKind? {
        if ofContexts.contains(command) { return .context }
        if ofClusters.contains(command) { return .cluster }
        return ofUsers.contains(command) ? .user : nil
    }
}
