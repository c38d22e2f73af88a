// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingShell
import KuberingSystem

/// The command `kubering init`.
struct Init: KuberingCommand {
    static let examples = [
        Example(#"eval "$(kubering init bash)""#, "In ~/.bashrc."),
        Example(#"eval "$(kubering init zsh)""#, "In ~/.zshrc, behind compinit."),
        Example("kubering init fish | source", "In ~/.config/fish/config.fish."),
        Example(
            "init bash --no-prompt",
            "Without a segment in the prompt; KUBERING_PROMPT holds it for a prompt of your own."),
    ]
    static let configuration = configured(
        "init", "Print code for a shell's start file: switching for one shell, prompt, completion.",
        discussion: """
            With it, '\(Kubering.programName) use --shell CONTEXT' switches for this shell only, the prompt shows context and \
            namespace, and completion works.
            """)

    @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
    var shell: ShellCode
    @Flag(name: .customLong("no-prompt"), help: "Leave the prompt alone.")
    var leavesPrompt = false

    func run(_ world: World) throws {
        let completion =
            switch shell {
            case .bash: CompletionScript.bash
            case .zsh: "if (( $+functions[compdef] )); then\n\(CompletionScript.zsh)fi\n"
            case .fish: CompletionScript.fish
            }
        world.output.write(ShellHook.code(for: shell, changesPrompt: !leavesPrompt) + completion)
    }
}
