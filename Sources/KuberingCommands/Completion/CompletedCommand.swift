// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser

/// A command as completion needs it: a Tab must not wait for the descriptions of all the others.
///
/// Names and abstracts come from the definitions; the arguments are described when somebody asks for them, which takes
/// longer than all the rest.
final class CompletedCommand {
    /// The words that lead to it, from the program's name on.
    let path: [String]
    private let type: any ParsableCommand.Type

    /// The root command.
    static func root() -> CompletedCommand { CompletedCommand(Kubering.self, above: []) }

    private init(_ type: any ParsableCommand.Type, above: [String]) {
        self.type = type
        path = above + [type.configuration.commandName ?? ""]
    }

    var abstract: String { type.configuration.abstract }

    private(set) lazy var subcommands = type.configuration.subcommands.map { CompletedCommand($0, above: path) }

    /// The arguments, options and flags; none of the root's own but those that every command has.
    private(set) lazy var arguments: [ArgumentDescription] = {
        let own = path.count == 1 ? [.help] : CommandDescription.arguments(of: type)
        guard let help = own.firstIndex(where: { $0.spellings.contains("--help") }) else { return own }
        return own[..<help] + ArgumentDescription.common + [.version] + own[help...]
    }()

    func subcommand(_ name: String) -> CompletedCommand? { subcommands.first { $0.path.last == name } }

    /// The name of the command below that is meant when none is named.
    var defaultSubcommand: String? { type.configuration.defaultSubcommand?.configuration.commandName }

    /// The default command below; itself when there is none.
    var withDefault: CompletedCommand { defaultSubcommand.flatMap(subcommand) ?? self }

    /// The option or flag of this spelling.
    func option(_ spelling: String) -> ArgumentDescription? {
        arguments.first { $0.kind != .positional && $0.spellings.contains(spelling) }
    }

    /// The command that an option belongs to: the default one below, when this one does not know it.
    func taking(option: String) -> CompletedCommand {
        self.option(option) == nil ? withDefault : self
    }

    /// What the closure that an argument is defined with offers; ArgumentParser hands out its answer as a message.
    ///
    /// - Parameters:
    ///   - argument: How ArgumentParser calls the argument.
    ///   - words: The words before the cursor.
    ///   - word: What stands at it.
    /// - Returns: What could stand there, a word each.
    func offers(for argument: String, after words: [String], word: String) -> [String] {
        do {
            _ = try type.parseAsRoot(
                ["---completion", "--", argument, "\(words.count)", "\(word.count)"] + words + [word])
            return []
        } catch {
            guard type.exitCode(for: error) == .success else { return [] }
            return type.fullMessage(for: error).split(separator: "\n").map(String.init)
        }
    }
}

extension ArgumentDescription {
    fileprivate static let version = flag("--version", "Show the version.")
    fileprivate static let help = flag("--help", "Show help information.")
    fileprivate static let common = CommonFlags.all.map { flag($0.names.last ?? "", $0.meaning) }

    private static func flag(_ spelling: String, _ abstract: String) -> ArgumentDescription {
        let name = String(spelling.dropFirst(2))
        return ArgumentDescription(
            kind: .flag, shouldDisplay: true, isOptional: true, isRepeating: false,
            names: [Name(kind: "long", name: name)], valueName: name, defaultValue: nil, allValues: nil,
            abstract: abstract, completionKind: nil)
    }
}
