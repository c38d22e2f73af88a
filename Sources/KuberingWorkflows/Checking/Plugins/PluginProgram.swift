// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

/// The program of a user's exec entry, and where kubectl finds it.
struct PluginProgram {
    let entry: CheckedEntry
    /// As written.
    let command: String
    /// The absolute path; nil when kubectl finds nothing that it could run.
    let path: String?

    /// The programs of all users; each is looked for once.
    ///
    /// - Parameters:
    ///   - subject: Whose users are looked at.
    ///   - searchPath: The value of `PATH`.
    /// - Returns: A program for each user that has one, in file order.
    static func all(in subject: CheckSubject, searchPath: String) -> [PluginProgram] {
        var known: [String: String?] = [:]
        return subject.all(.user, with: "exec").compactMap { user in
            let command = user.text("exec", "command")
            guard !command.isEmpty else { return nil }
            let place = command.contains("/") ? user.resolved(command) : command
            let path: String?
            if let old = known[place] {
                path = old
            } else {
                path =
                    if command.contains("/") {
                        ProgramSearch.canRun(place) ? place : nil
                    } else {
                        ProgramSearch.find(command, in: searchPath)
                    }
                known[place] = .some(path)
            }
            return PluginProgram(entry: user, command: command, path: path)
        }
    }

    /// Whether kubering wrote the entry, for a credential in a store.
    var isKubering: Bool {
        guard let facts = entry.extension(KuberingExtension.name).flatMap(CredentialFacts.init) else { return false }
        // Arguments that cannot be read are not ours.
        let arguments = (try? entry.field("exec", "args")?.jsonValue())?.array?.map(\.string)
        return arguments == ["credential", "get", facts.id]
    }

    /// Whether an entry of the allowlist stands for the program.
    func isAllowed(by listed: String, searchPath: String) -> Bool {
        Self.isAllowed(command, at: path, by: listed, searchPath: searchPath)
    }

    /// Whether an entry of the allowlist stands for a command that leads to this path.
    ///
    /// Source: client-go `plugin/pkg/client/auth/exec/policy.go`: the same as the command or its path, or found at the
    /// same place.
    static func isAllowed(_ command: String, at path: String?, by listed: String, searchPath: String) -> Bool {
        if listed == LexicalPath.cleaned(command) || listed == path { return true }
        let found = listed.contains("/") ? listed : ProgramSearch.find(listed, in: searchPath)
        return found != nil && found == path
    }
}
