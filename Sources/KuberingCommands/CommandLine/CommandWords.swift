// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// What a command is called from the root on.
enum CommandWords {
    /// For example `context rename`; empty for the root itself.
    static func words(of command: any ParsableCommand.Type) -> String {
        path(to: command, below: Kubering.self)?.joined(separator: " ") ?? ""
    }

    /// Checks that the words after `help`, up to the first option, lead to a command.
    ///
    /// - Throws: A usage error with near names when they do not.
    static func check(_ words: [String]) throws(UsageError) {
        var command: any ParsableCommand.Type = Kubering.self
        for word in words {
            if word.hasPrefix("-") { return }
            let children = command.configuration.subcommands
            guard
                let child = children.first(where: { child in
                    child._commandName == word || child.configuration.aliases.contains(word)
                })
            else {
                let advice =
                    Suggestions.advice(word, in: children.map { $0._commandName })
                    ?? "see: \(Kubering.programName) --help"
                throw UsageError("there is no command \(OutsideText.quoted(word)); \(advice)")
            }
            command = child
        }
    }

    private static func path(
        to command: any ParsableCommand.Type, below parent: any ParsableCommand.Type
    ) -> [String]? {
        if parent == command { return [] }
        for child in parent.configuration.subcommands {
            if let rest = path(to: command, below: child) { return [child.configuration.commandName ?? ""] + rest }
        }
        return nil
    }
}
