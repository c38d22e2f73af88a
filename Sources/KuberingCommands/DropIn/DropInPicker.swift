// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingSystem

/// How kubectx and kubens let the user pick: with the program fzf, and where that is missing with our own picker.
struct DropInPicker {
    private let world: World
    /// The program; nil for our own picker.
    private let finder: FuzzyFinder?

    /// Nil when nobody can pick: where output is no terminal, and with `KUBECTX_IGNORE_FZF`.
    init?(_ world: World) {
        guard world.output.isTerminal, world.environment["KUBECTX_IGNORE_FZF", default: ""].isEmpty else { return nil }
        finder = FuzzyFinder(world)
        guard finder != nil || world.canPick else { return nil }
        self.world = world
    }

    /// Lets the user pick one of the names.
    ///
    /// - Throws: ``DropInError`` when none was chosen; what running fzf or taking the terminal throws.
    func pick(from list: some PickerList, title: String) throws -> String {
        let choice =
            if let finder {
                try finder.pick(
                    from: list, ["--ansi", "--no-preview"], variables: ["_KUBECTX_FORCE_COLOR": "1"])
            } else {
                try Picker.pick(from: list, title: title)
            }
        guard let choice else { throw DropInError("you did not choose any of the options") }
        return choice
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
