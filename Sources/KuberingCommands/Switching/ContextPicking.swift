// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

extension World {
    /// Whether somebody is there to pick, and standard output is for them, too.
    var canPick: Bool { prompter.canAsk && output.isTerminal && environment["TERM"] != "dumb" }

    /// Lets the user pick a context.
    ///
    /// - Parameters:
    ///   - location: Whose contexts.
    ///   - word: What the names must fit if it is a pattern, and what is looked for at first if it is not.
    /// - Returns: The name.
    /// - Throws: `ExitCode` when none was picked, after saying so.
    func pickContext(_ location: KubeconfigLocation, fitting word: String = "") throws -> String {
        let pattern = GlobPattern.isPattern(word) ? GlobPattern(word) : nil
        let choices = ContextChoices(try load(location), matching: pattern, now: now())
        guard !choices.names.isEmpty else {
            errors.writeLine("There is no context to pick.")
            throw ExitCode(ExitStatus.notFound.rawValue)
        }
        return try pick(from: choices, title: "context", query: pattern == nil ? word : "")
    }

    /// Lets the user pick a namespace of a context.
    ///
    /// - Throws: `ExitCode` when none was picked, after saying so.
    func pickNamespace(for context: String, in config: Kubeconfig) throws -> String {
        try pick(from: try NamespaceChoices(for: context, in: config), title: "namespace")
    }

    /// Lets the user pick a name.
    ///
    /// - Throws: `ExitCode` when none was picked, after saying so.
    func pick(from list: some PickerList, title: String, query: String = "") throws -> String {
        let wantsFinder = try Settings.load(self).picker == .fzf
        let finder = wantsFinder ? FuzzyFinder(self) : nil
        if wantsFinder, finder == nil {
            warn("fzf, which the settings ask for, is not in PATH: this is the built-in picker")
        }
        let name =
            if let finder {
                try finder.pick(from: list, ["--ansi", "--query=" + query])
            } else {
                try Picker.pick(from: list, title: title, query: query)
            }
        guard let name else {
            errors.writeLine("Nothing was picked.")
            throw ExitCode(ExitStatus.failed.rawValue)
        }
        return name
    }
}
