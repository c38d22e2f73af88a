// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
import KuberingSystem

/// The program fzf, to pick with.
struct FuzzyFinder {
    private let world: World
    private let path: String

    /// Nil when it is not in `PATH`.
    init?(_ world: World) {
        guard let path = ProgramSearch.find("fzf", in: world.environment["PATH", default: ""]) else { return nil }
        self.world = world
        self.path = path
    }

    /// Lets the user pick one of the names, which are shown as they are listed, the current one in its colour.
    ///
    /// - Parameters:
    ///   - list: What can be picked.
    ///   - options: What fzf is called with.
    ///   - variables: More variables for it.
    /// - Returns: The name, or what was typed where the list takes new names; nil when none was chosen.
    /// - Throws: `ProcessError`.
    func pick(
        from list: some PickerList, _ options: [String] = ["--ansi"], variables: Environment = [:]
    ) throws -> String? {
        let environment = world.environment.merging(variables)
        let usesColor = ColorPreference(environment) != .never || environment["_KUBECTX_FORCE_COLOR"] != nil
        let lines = list.names.map { name in
            let shown = OutsideText.escaped(name)
            return usesColor && name == list.current ? "\u{1B}[32;1m\(shown)\u{1B}[0m" : shown
        }
        let takesNew = list.newName("") != nil
        let answer = try ChildProcess(
            [path] + options + (takesNew ? Self.optionsForNewNames : []), environment: environment
        ).runAtTerminal(input: Array((lines.joined(separator: "\n") + "\n").utf8))
        var words = String(decoding: answer.output, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        // What was typed comes first, and alone when nothing fits it or it was asked for.
        let typed = takesNew && !words.isEmpty ? String(words.removeFirst()) : ""
        if let choice = words.first(where: { !$0.isEmpty }) {
            return list.names.first { OutsideText.escaped($0) == choice }
        }
        return typed.isEmpty ? nil : typed
    }

    private static let optionsForNewNames = [
        "--print-query", "--bind=ctrl-t:print-query", "--header=Enter: the selected one; Ctrl-T: what is typed",
    ]
}
