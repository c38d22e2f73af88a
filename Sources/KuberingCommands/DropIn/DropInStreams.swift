// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The lines that kubectx and kubens print, in their colours.
///
/// Both streams are coloured when standard output is a terminal. `NO_COLOR` turns that off, and `_KUBECTX_FORCE_COLOR`
/// turns it on whatever else is said; both count only when not empty. `CLICOLOR_FORCE` is not known to them.
struct DropInStreams {
    private let world: World
    private let usesColor: Bool

    init(_ world: World) {
        self.world = world
        let isSet = { (name: String) in world.environment[name, default: ""].isEmpty == false }
        usesColor =
            isSet("_KUBECTX_FORCE_COLOR") || !isSet("NO_COLOR") && world.output.isTerminal && world.output.usesColor
    }

    /// Prints names, one on each line, the active one in its colour.
    func list(_ names: [String], active: String) {
        let lines = names.map { name in
            let shown = OutsideText.escaped(name)
            return (name == active ? colored(shown, "32;1") : shown) + "\n"
        }
        world.output.write(lines.joined())
    }

    func printLine(_ text: String) { world.output.writeLine(OutsideText.escaped(text)) }

    func succeed(_ message: String) { world.errors.writeLine(colored("✔ ", "32") + message) }

    func warn(_ message: String) { world.errors.writeLine(colored("warning: ", "33;1") + message) }

    func fail(_ message: String) {
        world.errors.writeLine(colored("error: ", "31;1") + message)
        if world.environment["DEBUG"] != nil { world.errors.writeLine("[DEBUG] error: " + message) }
    }

    /// The line before and after a shell.
    func announce(_ badge: String, _ before: String, _ context: String, _ after: String) {
        world.errors.writeLine(
            "\(colored(badge, "41;37;1")) \(before) \(colored(OutsideText.escaped(context), "33;1"))\(after)")
    }

    /// The name as kubectx shows it inside of a sentence.
    func highlighted(_ name: String) -> String { colored(OutsideText.escaped(name), "32") }

    private func colored(_ text: String, _ code: String) -> String {
        usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
