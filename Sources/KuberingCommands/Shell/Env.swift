// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingShell
import KuberingSystem

/// The command `kubering env`.
struct Env: KuberingCommand {
    static let examples = [
        Example(#"eval "$(kubering env prod)""#, "Let this shell, and no other, use prod."),
        Example("kubering env prod --shell fish | source", "The same in fish."),
    ]
    static let configuration = configured(
        "env", "Print code that gives a shell a current context of its own.",
        discussion: """
            The same as '\(Kubering.programName) shell' for the shell that evaluates it, and for direnv. The front file lasts as \
            long as the terminal session that asked for it.
            """)

    @OptionGroup var options: SessionOptions
    @Option(
        help:
            "bash (and every POSIX shell), zsh or fish; without it the shell that asks, else the one that SHELL names.")
    var shell: ShellCode?

    func run(_ world: World) throws {
        // Who evaluates it is not always the user's shell: direnv and scripts have bash.
        let programs = [world.parentProgram(), LexicalPath.lastComponent(world.userShell)].compactMap { $0 }
        let code = shell ?? programs.lazy.compactMap(ShellCode.init(program:)).first ?? .bash
        let (_, variables, _) = try options.start(owner: .ofSession(), world)
        world.output.write(code.exporting(variables))
    }
}
