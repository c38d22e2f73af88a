// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// The command `kubering exec`.
struct Exec: KuberingCommand {
    static let examples = [
        Example("exec prod -- kubectl get nodes", "Run one command in the context prod."),
        Example("exec 'prod-*' -- kubectl get nodes", "In every context that fits, four at a time."),
        Example("exec 'prod-*' -n web -n 'team-*' -- helm list", "In several namespaces of each."),
        Example(
            "exec a b --parallel 1 --fail-fast -- kubectl apply -f x.yaml", "One after the other, until one fails."),
    ]
    static let configuration = configured(
        "exec", "Run a command in one or many contexts.",
        discussion: """
            The command sees the context as the current one; the kubeconfigs are not written. In a single context it has the \
            terminal and kubering ends with its status. In several it reads nothing, its lines begin with the context, those of \
            one context stand together, a table follows, and the status is 1 when any failed.

            -n takes names, and patterns among the namespaces that contexts of the same cluster use. With --quiet there is no \
            progress and no table.
            """)

    @Argument(
        help: ArgumentHelp("Contexts: names, patterns, or . for the current one.", valueName: "pattern"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var patterns: [String]
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], help: "A namespace, or a pattern; may be repeated.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: [String] = []
    @Option(help: "How many run at once.")
    var parallel = 4
    @Flag(name: .customLong("fail-fast"), help: "When one fails, end the others and start no more.")
    var failFast = false
    @Option(
        name: .customLong("command"), parsing: .remaining,
        help: "The command and its arguments; all that follows. -- says the same.", completion: .file())
    var command: [String] = []
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var protection: ProtectionOption

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("say what to run, after --") }
        guard parallel > 0 else { throw ValidationError("--parallel must be at least 1") }
    }

    func run(_ world: World) throws {
        let location = kubeconfig.location(world)
        let config = try Kubeconfig.load(location)
        let targets = try ExecTarget.all(patterns, namespaces: namespace, in: config)
        try protection.confirm(targets.map(\.context), in: config, world)
        let runs = ExecSessions(targets, location, config, world)
        guard targets.count > 1 else {
            defer { runs.end(0) }
            return try runs.start(0, command).runInPlace(world)
        }
        try ExecInMany(runs, command, options: self, world).run()
    }
}
