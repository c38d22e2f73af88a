// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The program fzf as the picker of kubectx and kubens.
struct FuzzyFinder {
    private let world: CommandContext
    private let path: String

    /// Nil when nobody can pick: without a terminal or without fzf, or with `KUBECTX_IGNORE_FZF`.
    init?(_ world: CommandContext) {
        guard world.output.isTerminal, world.environment["KUBECTX_IGNORE_FZF", default: ""].isEmpty,
            let path = ProgramSearch.find("fzf", in: world.environment["PATH", default: ""])
        else { return nil }
        self.world = world
        self.path = path
    }

    /// Lets the user pick one of the names.
    ///
    /// - Throws: ``DropInError`` when none was chosen; `ProcessError`.
    func pick(_ names: [String], active: String) throws -> String {
        let lines = names.map { name in
            let shown = OutsideText.escaped(name)
            return name == active ? "\u{1B}[32;1m\(shown)\u{1B}[0m" : shown
        }
        var environment = world.environment
        environment["_KUBECTX_FORCE_COLOR"] = "1"
        let answer = try ChildProcess([path, "--ansi", "--no-preview"], environment: environment)
            .runAtTerminal(input: Array((lines.joined(separator: "\n") + "\n").utf8))
        var choice = String(decoding: answer.output, as: UTF8.self)
        while choice.hasSuffix("\n") { choice.removeLast() }
        guard let name = names.first(where: { OutsideText.escaped($0) == choice }) else {
            throw DropInError("you did not choose any of the options")
        }
        return name
    }
}
