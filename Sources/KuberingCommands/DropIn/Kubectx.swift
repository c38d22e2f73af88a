// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// What kubectx does.
struct Kubectx {
    private let world: World
    private let streams: DropInStreams
    private let program: String
    private let state: KubectxState

    /// Prepares to do it; help calls the program what is given here.
    init(_ world: World, _ streams: DropInStreams, program: String) {
        self.world = world
        self.streams = streams
        self.program = program
        state = KubectxState(world)
    }

    /// Does what was asked.
    ///
    /// - Returns: What the process ends with.
    func run(_ operation: KubectxOperation) throws -> Int32 {
        switch operation {
        case .help: world.output.write(DropInHelp.text(DropInHelp.kubectxLines, program))
        case .version: world.output.writeLine(Kubering.version)
        case .current: try printCurrent()
        case .list: try list()
        case .unset: try unset()
        case .switchTo(let name): try switchContext(to: name)
        case .rename(let old, let new): try rename(old, to: new)
        case .delete(let names): try delete(names)
        case .shell(let name): return try runShell(in: name)
        case .readOnlyShell:
            try refuseInLockedShell()
            throw DropInError("read-only shells are not there yet; -s gives a shell that can write")
        }
        return 0
    }

    private func printCurrent() throws {
        // A prompt asks this in a locked shell, too.
        let name = try DropInKubeconfig(world).load().currentContext
        guard !name.isEmpty else { throw DropInError("current-context is not set") }
        streams.printLine(name)
    }

    private func list() throws {
        try refuseInLockedShell()
        guard let config = try DropInKubeconfig(world).loadIfPresent() else {
            return streams.warn("kubeconfig file not found")
        }
        guard let picker = DropInPicker(world) else {
            let names = config.names(.context).sorted(by: NaturalOrder.precedes)
            return streams.list(names, active: config.currentContext)
        }
        try switchContext(to: try pick(with: picker, config))
    }

    private func unset() throws {
        try refuseInLockedShell()
        let kubeconfig = try DropInKubeconfig(world)
        _ = try kubeconfig.load()
        _ = try DropInError.prefixed("error while modifying current-context") {
            try KubeconfigTransaction(kubeconfig.location).run { config in
                try config.checkCanClearCurrentContext()
                return [.setCurrentContextOfFile(try config.defaultFile(), "")]
            }
        }
        streams.succeed("Active context unset for kubectl.")
    }

    private func switchContext(to word: String) throws {
        try refuseInLockedShell()
        let kubeconfig = try DropInKubeconfig(world)
        let config = try kubeconfig.load()
        let name = word == "-" ? state.previousContext : word
        guard word != "-" || !name.isEmpty else {
            throw DropInError("failed to switch context: no previous context found")
        }
        guard !name.isEmpty, config.origin(.context, named: name) != nil else {
            throw DropInError(
                "failed to switch context: no context exists with the name: \(OutsideText.quoted(name))")
        }
        if !name.isExactly(config.currentContext) { try confirm(name, in: config) }
        let outcome = try DropInError.prefixed("failed to switch context") {
            try SwitchContext(kubeconfig.location, previousNames: PreviousNames(world)).run(.named(name))
        }
        if !outcome.previous.isExactly(name) { keep { try state.remember(context: outcome.previous) } }
        streams.succeed("Switched to context \"\(streams.highlighted(name))\".")
    }

    /// Asks before a protected context is entered, which kubectx does not know.
    private func confirm(_ name: String, in config: Kubeconfig, advising command: String = "use") throws {
        let covered = try Protection(Settings.load(world)).covered([name], in: config)
        if covered.isEmpty { return }
        guard
            try world.prompter.canAsk
                && world.prompter.confirm(
                    ProtectionOption.question(ProtectedContext(covered), world))
        else {
            throw DropInError(
                "context \(OutsideText.quoted(name)) is protected; to switch without a question: "
                    + "\(Kubering.programName) \(command) --yes -- \(ShellQuoting.quoted(name))")
        }
    }

    private func rename(_ old: String, to new: String) throws {
        try refuseInLockedShell()
        let kubeconfig = try DropInKubeconfig(world)
        let config = try kubeconfig.load()
        let name = old == "." ? config.currentContext : old
        guard !name.isEmpty, config.origin(.context, named: name) != nil else {
            throw DropInError("context \(OutsideText.quoted(name)) not found, can't rename it")
        }
        if config.origin(.context, named: new) != nil {
            streams.warn("context \(OutsideText.quoted(new)) exists, overwriting it.")
        }
        guard !name.isExactly(new) else {
            throw DropInError(
                "failed to change context name: context with name \(OutsideText.quoted(new)) not found")
        }
        _ = try DropInError.prefixed("failed to change context name") {
            try OverwriteRename(kubeconfig.location).run(from: name, to: new)
        }
        keep { try state.rename(name, to: new) }
        PreviousNames(world).rename(context: name, to: new)
        streams.succeed("Context \(streams.highlighted(name)) renamed to \(streams.highlighted(new)).")
    }

    private func delete(_ words: [String]) throws {
        try refuseInLockedShell()
        var words = words
        if words.isEmpty {
            guard let picker = DropInPicker(world) else { throw DropInError("'-d' needs arguments") }
            words = [try pick(with: picker, try DropInKubeconfig(world).load())]
        }
        for word in words { try delete(word) }
    }

    private func delete(_ word: String) throws {
        let kubeconfig = try DropInKubeconfig(world)
        let config = try kubeconfig.load()
        let name = word == "." ? config.currentContext : word
        guard !name.isEmpty || word != "." else {
            throw DropInError("error deleting context \"\": can't use '.' as the no active context is set")
        }
        guard config.origin(.context, named: name) != nil else {
            throw DropInError("error deleting context \(OutsideText.quoted(name)): context does not exist")
        }
        _ = try DropInError.prefixed("error deleting context \(OutsideText.quoted(name))") {
            try KubeconfigTransaction(kubeconfig.location).run { config in
                guard let origin = config.origin(.context, named: name) else { throw config.contextNotFound(name) }
                return [.change(EntryPlace(file: origin.file, kind: .context, name: name), .remove)]
            }
        }
        keep { try state.forget(name) }
        if word == "." {
            streams.warn("You deleted the current context. Use \"\(program)\" to select a new context.")
        }
        streams.succeed("Deleted context \(streams.highlighted(name)).")
    }

    private func runShell(in word: String?) throws -> Int32 {
        try refuseInLockedShell()
        let config = try DropInKubeconfig(world).load()
        var name = word ?? ""
        if word == nil {
            guard let picker = DropInPicker(world) else {
                throw DropInError("'-s' requires a context name argument (or fzf for interactive mode)")
            }
            name = try pick(with: picker, config)
        }
        guard config.origin(.context, named: name) != nil else {
            throw DropInError("no context exists with the name: \(OutsideText.quoted(name))")
        }
        try confirm(name, in: config, advising: "shell")
        let shell = try IsolatedShell(of: name, in: config, world)
        streams.announce(
            "[ISOLATED SHELL]", "kubectl context is", name, " in this shell \u{2014} type 'exit' to leave.")
        let end = try shell.run()
        streams.announce("[ISOLATED SHELL EXITED]", "kubectl context is now", config.currentContext, ".")
        return end.status
    }

    private func pick(with picker: DropInPicker, _ config: Kubeconfig) throws -> String {
        let choices = ContextChoices(config, now: world.now())
        guard !choices.names.isEmpty else { throw DropInError("no contexts found in the kubeconfig file") }
        return try picker.pick(from: choices, title: "context")
    }

    private func refuseInLockedShell() throws {
        guard world.environment[IsolatedShell.mark] == "1" else { return }
        let name = try DropInKubeconfig(world).loadIfPresent()?.currentContext ?? ""
        throw DropInError(
            "you are in a locked single-context shell (\(OutsideText.quoted(name))), use 'exit' to leave")
    }

    /// Changes the state; the change of the kubeconfig is made by then, and has not failed.
    private func keep(_ change: () throws -> Void) {
        do {
            try change()
        } catch {
            streams.warn("- will not find the way back: \(error)")
        }
    }
}
