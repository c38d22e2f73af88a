// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// A command that is given the outside world.
protocol KuberingCommand: ParsableCommand {
    /// Examples for the help text and the man page: a command line each, with what it does.
    static var examples: [Example] { get }

    /// What only this command's man page has, before its examples.
    static var manualSections: [ManualSection] { get }

    /// Does the job.
    func run(_ world: World) throws
}

/// A command line and what it does.
struct Example: Sendable {
    let command: String
    let purpose: String

    init(_ command: String, _ purpose: String) {
        self.command = command
        self.purpose = purpose
    }

    /// The whole command line; one that starts with another program names kubering itself.
    var line: String {
        if command.firstRange(of: "kubering ") != nil { return command }
        return command.isEmpty ? Kubering.programName : "\(Kubering.programName) \(command)"
    }

    /// As the help text shows it: ArgumentParser would continue a long line in column 0.
    var helpText: String {
        let command = Self.lines(of: line, width: 74).joined(separator: " \\\n    ")
        let purpose = Self.lines(of: purpose, width: 72).joined(separator: "\n      ")
        return "  \(command)\n      \(purpose)"
    }

    /// Breaks at spaces, but not within quotes.
    private static func lines(of text: String, width: Int) -> [String] {
        var lines: [String] = []
        var word = ""
        var quote: Character?
        func end() {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(word)
            }
            word = ""
        }
        for character in text {
            if character == " ", quote == nil {
                end()
                continue
            }
            if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            }
            word.append(character)
        }
        end()
        return lines
    }
}

extension KuberingCommand {
    static var manualSections: [ManualSection] { [] }

    /// ArgumentParser's own entry; ``CommandLineProgram`` calls `run(_:)` itself.
    func run() throws {
        try run(World.process())
    }

    /// A command's configuration, with its examples at the end of the help text.
    static func configured(
        _ name: String, _ abstract: String, discussion: String = "", subcommands: [any ParsableCommand.Type] = [],
        defaultSubcommand: (any ParsableCommand.Type)? = nil
    ) -> CommandConfiguration {
        let list = examples.map(\.helpText)
        let parts = [discussion, list.isEmpty ? "" : "EXAMPLES:\n" + list.joined(separator: "\n")]
        return CommandConfiguration(
            commandName: name, abstract: abstract, discussion: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"),
            subcommands: subcommands, defaultSubcommand: defaultSubcommand)
    }
}
