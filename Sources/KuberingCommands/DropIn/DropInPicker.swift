// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingSystem

/// How kubectx and kubens let the user pick: with the program fzf, and where that is missing with our own picker.
struct DropInPicker {
    private let world: CommandContext
    /// Where fzf is; nil for our own picker.
    private let finder: String?

    /// Nil when nobody can pick: where output is no terminal, and with `KUBECTX_IGNORE_FZF`.
    init?(_ world: CommandContext) {
        guard world.output.isTerminal, world.environment["KUBECTX_IGNORE_FZF", default: ""].isEmpty else { return nil }
        finder = ProgramSearch.find("fzf", in: world.environment["PATH", default: ""])
        guard finder != nil || world.canPick else { return nil }
        self.world = world
    }

    /// Lets the user pick one of the names.
    ///
    /// - Throws: ``DropInError`` when none was chosen; what running fzf or taking the terminal throws.
    func pick(from list: some PickerList, title: String) throws -> String {
        let choice = try finder.map { try askFinder($0, list) } ?? Picker.pick(from: list, title: title)
        guard let choice else { throw DropInError("you did not choose any of the options") }
        return choice
    }

    private func askFinder(_ path: String, _ list: some PickerList) throws -> String? {
        let lines = list.names.map { name in
            let shown = OutsideText.escaped(name)
            return name == list.current ? "\u{1B}[32;1m\(shown)\u{1B}[0m" : shown
        }
        var environment = world.environment
        environment["_KUBECTX_FORCE_COLOR"] = "1"
        let answer = try ChildProcess([path, "--ansi", "--no-preview"], environment: environment)
            .runAtTerminal(input: Array((lines.joined(separator: "\n") + "\n").utf8))
        var choice = String(decoding: answer.output, as: UTF8.self)
        while choice.hasSuffix("\n") { choice.removeLast() }
        return list.names.first { OutsideText.escaped($0) == choice }
    }
}

/// Names of which nothing else is known.
struct PlainChoices: PickerList {
    let names: [String]
    let current: String?
    let headings: [String]

    func columns(of name: String) -> [String] { [] }
    func preview(of name: String) -> [String] { [] }
}
