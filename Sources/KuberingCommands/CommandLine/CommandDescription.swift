// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials

/// A command as its definition describes it: what help, man pages and completion are made from.
struct CommandDescription {
    /// The words that lead to it, from the program's name on.
    let path: [String]
    let abstract: String
    /// The prose of the help text, without the examples.
    let discussion: String
    let examples: [Example]
    let manualSections: [ManualSection]
    let arguments: [ArgumentDescription]
    let subcommands: [CommandDescription]
    let defaultSubcommand: String?

    /// The root command with all below it.
    static func root() throws -> CommandDescription {
        let bytes = Array(Kubering._dumpHelp().utf8)
        let tool = try JSONDecoder().decode(Tool.self, from: Data(bytes))
        return CommandDescription(tool.command, Kubering.self, above: [])
    }

    /// The arguments, options and flags of one command alone.
    static func arguments(of command: any ParsableCommand.Type) -> [ArgumentDescription] {
        // What ArgumentParser writes it can be relied on to write whole.
        let tool = try? JSONDecoder().decode(Tool.self, from: Data(Array(command._dumpHelp().utf8)))
        return (tool?.command.arguments ?? []).filter(\.shouldDisplay)
    }

    /// The command and all below it, parents first.
    var flattened: [CommandDescription] { [self] + subcommands.flatMap(\.flattened) }

    private init(_ node: Node, _ type: any ParsableCommand.Type, above: [String]) {
        path = above + [node.commandName]
        abstract = node.abstract ?? ""
        examples = (type as? any KuberingCommand.Type)?.examples ?? []
        manualSections = (type as? any KuberingCommand.Type)?.manualSections ?? []
        let text = node.discussion ?? ""
        discussion = text.firstRange(of: "EXAMPLES:").map { String(text[..<$0.lowerBound]) } ?? text
        arguments = (node.arguments ?? []).filter(\.shouldDisplay)
        defaultSubcommand = node.defaultSubcommand
        var children: [CommandDescription] = []
        for child in type.configuration.subcommands {
            let name = child.configuration.commandName
            guard let description = node.subcommands?.first(where: { $0.commandName == name }) else { continue }
            children.append(CommandDescription(description, child, above: path))
        }
        subcommands = children
    }

    private struct Tool: Decodable { let command: Node }

    private struct Node: Decodable {
        let commandName: String
        let abstract: String?
        let discussion: String?
        let defaultSubcommand: String?
        let subcommands: [Node]?
        let arguments: [ArgumentDescription]?
    }
}

/// An argument, option or flag as its definition describes it.
struct ArgumentDescription: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
        let kind: String
        let name: String

        /// With its dashes.
        var spelling: String { (kind == "long" ? "--" : "-") + name }
    }

    /// What `completionKind` holds besides its name.
    struct CompletionDetails: Decodable { let values: [String]? }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
    let completionKind: [String: CompletionDetails]?

    /// All names with their dashes, the short ones first.
    var spellings: [String] { (names ?? []).map(\.spelling).sorted { $0.utf8.count < $1.utf8.count } }

    /// The values to choose from, when they are known beforehand.
    var values: [String]? { completionKind?["list"]?.values ?? allValues }
}
