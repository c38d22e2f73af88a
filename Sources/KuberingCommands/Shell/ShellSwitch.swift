// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// `kubering use --shell`: a switch for the shell that it is typed in, made with the help of that shell's hook.
struct ShellSwitch {
    private let use: Use
    private let world: World

    init(_ use: Use, _ world: World) {
        self.use = use
        self.world = world
    }

    /// Prints the code that the hook evaluates; nothing when the shell has a session of its own, which is then switched.
    ///
    /// One that it only got from the program that started it stays as it is.
    func run() throws {
        guard let shell = world.environment[ShellHook.variable].flatMap(ShellCode.init(rawValue:)) else {
            throw UsageError(
                "--shell needs the hook in the shell's start file: eval \"$(\(Kubering.programName) init bash)\", or zsh, "
                    + "or fish")
        }
        if use.dryRun.dryRun {
            throw UsageError("--shell writes no kubeconfig: there is nothing to show with --dry-run")
        }
        let location = use.kubeconfig.location(world)
        let session = Session(world)
        if use.unset {
            guard let session else { throw UsageError("this shell has no context of its own") }
            world.end(session, over: location)
            answer(shell.exporting(session.variablesAfter(world)))
            return world.say("This shell uses the kubeconfigs as they are again.")
        }
        guard let word = try use.name ?? picked(location) else { throw UsageError("say which context") }
        if let session, location.hasFront, asking.map({ session.isOwned(by: $0) }) ?? true {
            let target: SwitchContext.Target = word == "-" ? .previous : .matching(word)
            return try Use.perform(
                target, namespace: use.namespace, location, isDryRun: false, isAgreed: use.protection.yes, world)
        }
        try start(shell, word, location)
    }

    private func start(_ shell: ShellCode, _ word: String, _ location: KubeconfigLocation) throws {
        if let namespace = use.namespace { try NamespaceName.check(namespace) }
        let config = try Kubeconfig.load(location)
        let name = word == "-" ? try PreviousNames(world).requiredContext() : try config.context(matching: word)
        try use.protection.confirm([name], in: config, world)
        let session = try Session(
            in: name, namespace: use.namespace, of: config, owner: asking.flatMap(ShellIdentity.of) ?? .ofSession(),
            world)
        do {
            var inside = world
            let variables = try session.variables(over: location, world)
            inside.environment = world.environment(with: variables)
            // What - goes back to in this shell.
            _ = PreviousNames(inside).remember(context: config.currentContext)
            answer(shell.exporting(variables))
        } catch {
            session.end()
            throw error
        }
        world.say("Switched to context \(OutsideText.quoted(name)) for this shell.")
    }

    private func answer(_ code: String) {
        world.output.writeLine(ShellHook.mark)
        world.output.write(code)
    }

    /// Standard output belongs to the hook here.
    private func picked(_ location: KubeconfigLocation) throws -> String? {
        world.prompter.canAsk ? try world.pickContext(location) : nil
    }

    /// The process of the shell that evaluates the answer; nil when its hook, of an older kubering, does not say.
    private var asking: Int32? { world.environment[ShellHook.processVariable].flatMap { Int32($0) } }
}
