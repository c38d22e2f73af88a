// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// What kubens does.
struct Kubens {
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
    func run(_ operation: KubensOperation) throws -> Int32 {
        switch operation {
        case .help: world.output.write(DropInHelp.text(DropInHelp.kubensLines, program))
        case .version: world.output.writeLine(Kubering.version)
        case .current:
            let (config, context) = try current()
            streams.printLine(try namespace(of: context, in: config))
        case .unset:
            let (_, context) = try current()
            _ = try set("default", of: context)
            streams.succeed("Active namespace is \"\(streams.highlighted("default"))\".")
        case .list: try list()
        case .switchTo(let word, let isForced): try switchNamespace(to: word, isForced: isForced)
        }
        return 0
    }

    private func list() throws {
        let picker = DropInPicker(world)
        if picker != nil, try DropInKubeconfig(world).loadIfPresent() == nil {
            return streams.warn("kubeconfig file not found")
        }
        let (config, context) = try current()
        let active = try namespace(of: context, in: config)
        let names = try DropInError.prefixed("could not list namespaces (is the cluster accessible?)") {
            try ClusterNamespaces(of: context, world).all()
        }
        guard let picker else { return streams.list(names, active: active) }
        let name = try picker.pick(
            from: PlainChoices(names: names, current: active, headings: ["NAMESPACE"]), title: "namespace")
        try change(context, to: name)
        streams.succeed("Active namespace is \"\(streams.highlighted(name))\".")
    }

    private func switchNamespace(to word: String, isForced: Bool) throws {
        let (_, context) = try current()
        let name = word == "-" ? state.previousNamespace(of: context) ?? "" : word
        guard word != "-" || !name.isEmpty else {
            throw DropInError(
                "No previous namespace found for current context (\(OutsideText.escaped(context)))")
        }
        if !isForced {
            let exists = try DropInError.prefixed("failed to query if namespace exists (is cluster accessible?)") {
                try ClusterNamespaces(of: context, world).contains(name)
            }
            guard exists else { throw DropInError("no namespace exists with name \(OutsideText.quoted(name))") }
        }
        try change(context, to: name)
        streams.succeed("Active namespace is \"\(streams.highlighted(name))\"")
    }

    /// Sets the namespace and remembers the one before.
    private func change(_ context: String, to name: String) throws {
        let outcome = try set(name, of: context)
        let previous = outcome.previous.isEmpty ? "default" : outcome.previous
        guard previous != name else { return }
        do {
            try state.remember(namespace: previous, of: context)
        } catch {
            streams.warn("- will not find the way back: \(error)")
        }
    }

    private func set(_ name: String, of context: String) throws -> SwitchNamespace.Outcome {
        try DropInError.prefixed("failed to change to namespace \(OutsideText.quoted(name))") {
            try SwitchNamespace(try DropInKubeconfig(world).location, previousNames: PreviousNames(world))
                .run(.unchecked(name), context: context)
        }
    }

    private func current() throws -> (config: Kubeconfig, context: String) {
        let config = try DropInKubeconfig(world).load()
        guard !config.currentContext.isEmpty else { throw DropInError("current-context is not set") }
        return (config, config.currentContext)
    }

    /// `default` when the context has no such field; a field that is there and empty stays so.
    private func namespace(of context: String, in config: Kubeconfig) throws -> String {
        try DropInError.prefixed("cannot read current namespace") {
            guard let origin = config.origin(.context, named: context) else { throw config.contextNotFound(context) }
            guard let value = try config.content(of: origin, .context)["namespace"] else { return "default" }
            return value.string ?? ""
        }
    }
}
