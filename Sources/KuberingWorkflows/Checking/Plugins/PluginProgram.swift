// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// The program of a user's exec entry, and where kubectl finds it.
struct PluginProgram {
    let entry: CheckedEntry
    /// As written.
    let command: String
    /// The absolute path; nil when kubectl finds nothing that it could run.
    let path: String?

    /// The program of a user; nil when it has none.
    ///
    /// - Parameters:
    ///   - user: Whose.
    ///   - searchPath: The value of `PATH`.
    init?(of user: CheckedEntry, searchPath: String) {
        let command = user.text("exec", "command")
        guard !command.isEmpty else { return nil }
        entry = user
        self.command = command
        if command.contains("/") {
            let absolute = user.resolved(command)
            path = ProgramSearch.canRun(absolute) ? absolute : nil
        } else {
            path = ProgramSearch.find(command, in: searchPath)
        }
    }

    /// The programs of all users.
    static func all(in subject: CheckSubject, _ facts: CheckFacts) -> [PluginProgram] {
        let searchPath = facts.environment["PATH", default: ""]
        return subject.all(.user).compactMap { PluginProgram(of: $0, searchPath: searchPath) }
    }

    /// Whether an entry of the allowlist stands for the program.
    ///
    /// Source: client-go `plugin/pkg/client/auth/exec/policy.go`: the same as the command or its path, or found at the
    /// same place.
    func isAllowed(by listed: String, searchPath: String) -> Bool {
        if listed == LexicalPath.cleaned(command) || listed == path { return true }
        let found = listed.contains("/") ? listed : ProgramSearch.find(listed, in: searchPath)
        return found != nil && found == path
    }
}
