// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem

/// `kubering prod` for `kubering use prod`, when `prod` is no command.
enum ContextShorthand {
    /// Puts `use` before a first word that is a context and no command.
    ///
    /// - Throws: A usage error when the word is neither.
    static func expanded(_ arguments: [String], _ world: World) throws -> [String] {
        guard let word = arguments.first, !word.isEmpty, word == "-" || !word.hasPrefix("-") else { return arguments }
        let commands = Kubering.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        if word == "help" { try CommandWords.check(Array(arguments.dropFirst())) }
        guard !commands.contains(word) else { return arguments }
        if word == "-" { return ["use"] + arguments }
        let location = KubeconfigLocation(
            explicit: ArgumentSpelling.kubeconfig(in: arguments), environment: world.environment,
            workingDirectory: world.workingDirectory)
        let contexts = try Kubeconfig.load(location).names(.context)
        guard !contexts.contains(word) else { return ["use"] + arguments }
        let advice =
            OtherTools.command(for: word).flatMap { Suggestions.advice(naming: [$0]) }
            ?? Suggestions.advice(word, in: commands + contexts) ?? "see: \(Kubering.programName) --help"
        throw UsageError("\(OutsideText.quoted(word)) is neither a command nor a context; \(advice)")
    }
}
