// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The man page of one command, section 1.
struct ManualPage {
    private let command: CommandDescription
    private let root: CommandDescription

    init(_ command: CommandDescription, root: CommandDescription) {
        self.command = command
        self.root = root
    }

    /// The page's name, such as `kubering-use`.
    var name: String { command.path.joined(separator: "-") }

    /// The whole page.
    var text: String {
        var text = ManualText.beginning(name, 1, "User Commands", summary)
        text += ManualText.section("SYNOPSIS", ".nh\n.ad l\n\(synopsis)\n.ad b\n.hy\n")
        text += ManualText.section("DESCRIPTION", description)
        text += ManualText.section("COMMANDS", command.subcommands.map(item).joined())
        text += ManualText.section("ARGUMENTS", arguments(.positional))
        text += ManualText.section("OPTIONS", arguments(.option, .flag) + (isRoot ? "" : ManualSections.reference))
        text += command.manualSections.map(\.text).joined()
        text += ManualText.section("EXAMPLES", command.examples.map(example).joined())
        if isRoot { text += ManualSections.shared.map(\.text).joined() }
        return text + ManualText.section("SEE ALSO", related.joined(separator: ",\n") + "\n")
    }

    private var isRoot: Bool { command.path.count == 1 }

    /// The abstract as man pages want it.
    private var summary: String { command.abstract.asClause }

    private var synopsis: String {
        var parts = [ManualText.bold(command.path.joined(separator: " "))]
        let options = command.arguments.filter { $0.kind != .positional }
        for option in options where option.names?.contains(where: { ["help", "version"].contains($0.name) }) != true {
            let spelling = ManualText.bold(option.spellings.first ?? "")
            let usage =
                option.kind == .flag ? spelling : spelling + "\\ " + ManualText.italic(option.valueName ?? "value")
            let isOptional = option.isOptional || option.defaultValue != nil || option.kind == .flag
            parts.append((isOptional ? "[\(usage)]" : usage) + (option.isRepeating ? "..." : ""))
        }
        for argument in command.arguments where argument.kind == .positional {
            let usage = ManualText.italic(argument.valueName ?? "argument")
            parts.append((argument.isOptional ? "[\(usage)]" : usage) + (argument.isRepeating ? "..." : ""))
        }
        if !command.subcommands.isEmpty {
            parts.append(
                command.defaultSubcommand == nil
                    ? ManualText.italic("command") : "[" + ManualText.italic("command") + "]")
        }
        return parts.joined(separator: "\n")
    }

    private var description: String {
        var text = ManualText.paragraphs(command.abstract)
        if !command.discussion.isEmpty { text += ".PP\n" + ManualText.paragraphs(command.discussion) }
        if isRoot { text += ".PP\n" + ManualText.paragraphs(ManualSections.shorthand) }
        if let name = command.defaultSubcommand {
            text += ".PP\n" + ManualText.paragraphs("Without a command it does what \(name) does.")
        }
        return text
    }

    private func arguments(_ kinds: ArgumentDescription.Kind...) -> String {
        command.arguments.filter { kinds.contains($0.kind) }.map { argument in
            var terms = argument.spellings.map(ManualText.bold)
            if argument.kind == .positional { terms = [ManualText.italic(argument.valueName ?? "argument")] }
            var term = terms.joined(separator: ", ")
            if argument.kind == .option { term += " " + ManualText.italic(argument.valueName ?? "value") }
            let standard = argument.defaultValue.map { " Default: \($0)." } ?? ""
            return ManualText.item(term, (argument.abstract ?? "") + standard)
        }.joined()
    }

    private func item(_ subcommand: CommandDescription) -> String {
        ManualText.item(ManualText.bold(subcommand.path.last ?? ""), subcommand.abstract)
    }

    private func example(_ example: Example) -> String {
        ".PP\n" + ManualText.paragraphs(example.purpose) + ".RS 4\n.nf\n\(ManualText.escaped(example.line))\n.fi\n.RE\n"
    }

    /// Parent, children, and siblings but for those of the top level, then kubectl.
    private var related: [String] {
        let parent = root.flattened.first { $0.path == Array(command.path.dropLast()) }
        let siblings = command.path.count > 2 ? parent?.subcommands ?? [] : []
        let pages = [isRoot ? nil : root, parent].compactMap { $0 } + command.subcommands + siblings
        let names = pages.map { $0.path.joined(separator: "-") }.distinct.filter { $0 != name }
        return (names + ["kubectl"]).map { ManualText.bold($0) + "(1)" }
    }
}
