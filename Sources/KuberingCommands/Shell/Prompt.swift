// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// The command `kubering prompt`.
struct Prompt: KuberingCommand {
    static let examples = [
        Example("prompt", "Print context:namespace, or nothing when no context is current."),
        Example(
            "prompt --format '{context:/}[,{ends}]'",
            "What follows the last slash, and how long the certificate lasts when that is not long."),
        Example(
            "prompt --shell tmux --format '{alert}{context:20}{reset}'", "In 20 columns, for a status line of tmux."),
    ]
    static let configuration = configured(
        "prompt", "Print one short line for a shell prompt.",
        discussion: """
            Reads the kubeconfigs each time, so it is never out of date, and nothing else: no cluster, no keyring, no program. \
            The hook of '\(Kubering.programName) init' calls it. Where the kubeconfig or the settings cannot be read, or the shell's own \
            kubeconfig is gone, the line says that and no more, and the status is 0: '\(Kubering.programName) status' says why.

            In the format, {context}, {namespace}, {cluster}, {user}, {ends}, {protected} and {depth} are values, {context:12} is one \
            in 12 columns at most, {context:/} what follows its last slash. {red}, {green}, {yellow}, {blue}, {magenta}, {cyan}, \
            {bold}, {dim} are styles, {alert} is red for a protected context, and {reset} ends them. What stands in [ and ] is \
            shown only when a value in it is not empty. A brace or bracket twice is one of them.
            """)

    @Option(
        help: "What to show; without it prompt-format of the settings, else {alert}{context}:{namespace}{reset}.",
        completion: .custom { _, _, prefix in Candidates.promptFormats(prefix) })
    var format: String?
    @Option(help: "Where it is shown: bash, zsh, fish or tmux; names are escaped and colours written for it.")
    var shell: PromptTarget?
    @Flag(help: "Write colours without --shell and --format, too, as starship takes them.")
    var color = false
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ world: World) throws {
        try Self.perform(format, for: shell, isColored: color, kubeconfig.location(world), world)
    }

    static func perform(
        _ format: String?, for target: PromptTarget?, isColored: Bool, _ location: KubeconfigLocation,
        _ world: World
    ) throws {
        let format = try format.map { text throws(ShellError) in try PromptFormat(text) }
        func write(_ format: PromptFormat?, _ facts: PromptFacts?) throws {
            // A prompt is never written to a terminal but kept by the shell: only what the user asked for counts. Without
            // a shell to write for, colours are only those of a format.
            let usesColor =
                switch ColorPreference(world.environment) {
                case .never: isColored
                case .onTerminals: isColored || target != nil || (format != nil && facts != nil)
                case .everywhere: true
                }
            let segment = PromptSegment(
                format ?? .standard, for: target, usesColor: usesColor, isProtected: facts?.isProtected ?? false,
                value: facts?.value ?? { _ in "" })
            world.output.writeLine(try segment.line())
        }
        if Session.isLost(in: world) { return try write(.broken("session"), nil) }
        var broken = "settings"
        do {
            let settings = try Settings.load(world)
            broken = "kubeconfig"
            let facts = try PromptFacts(
                Kubeconfig.load(location), protection: Protection(settings), depth: Session.depth(in: world),
                now: world.now)
            if let facts { try write(format ?? settings.promptFormat, facts) }
        } catch {
            // A whole error at each prompt would be in the way of mending it.
            try write(.broken(broken), nil)
        }
    }
}
