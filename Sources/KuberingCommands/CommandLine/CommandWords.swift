// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser

/// What a command is called from the root on.
enum CommandWords {
    /// For example `context rename`; empty for the root itself.
    static func words(of command: any ParsableCommand.Type) -> String {
        path(to: command, below: Kubering.self)?.joined(separator: " ") ?? ""
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
