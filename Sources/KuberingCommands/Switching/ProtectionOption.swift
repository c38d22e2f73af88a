// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// Whether protected contexts are entered without a question.
struct ProtectionOption: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Enter a protected context without being asked.")
    var yes = false

    /// Asks when one of the contexts is protected.
    ///
    /// - Throws: `ProtectedContext` when nobody can be asked; `ExitCode` when the answer is no.
    func confirm(_ names: [String], in config: Kubeconfig, _ world: World) throws {
        if yes { return }
        let covered = try Protection(Settings.load(world)).covered(names, in: config)
        if !covered.isEmpty { try Self.ask(about: ProtectedContext(covered), world) }
    }

    /// Asks whether protected contexts may be entered.
    ///
    /// - Throws: The error itself when nobody can be asked; `ExitCode` when the answer is no.
    static func ask(about contexts: ProtectedContext, _ world: World) throws {
        guard world.prompter.canAsk else { throw contexts }
        try world.confirm(question(contexts, world), orSay: "Nothing was done.")
    }

    /// The question whether protected contexts may be entered, or something else is to be done with them.
    static func question(
        _ contexts: ProtectedContext, asking question: String = "Go on?", _ world: World
    ) -> String {
        TextStyle.red.applied(to: "\(contexts.sentence.capitalizedFirst). \(question)", on: world.errors)
    }
}
