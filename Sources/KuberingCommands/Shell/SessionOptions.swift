// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// What a session of one context is made of.
struct SessionOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The context, a part of its name, a pattern that fits no other one, or - for the one before.",
            valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var context: String
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], help: "The namespace the context gets there.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: String?
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var protection: ProtectionOption

    /// Makes the session.
    ///
    /// - Parameters:
    ///   - owner: Who ends with it.
    ///   - world: Where its folder can be.
    /// - Returns: The session, its variables, and the context's name.
    /// - Throws: What reading the kubeconfigs and making the session throws.
    func start(
        owner: ShellIdentity?, _ world: World
    ) throws -> (session: Session, variables: [(name: String, value: String?)], context: String) {
        if let namespace { try NamespaceName.check(namespace) }
        let location = kubeconfig.location(world)
        let config = try Kubeconfig.load(location)
        let name = context == "-" ? try PreviousNames(world).requiredContext() : try config.context(matching: context)
        try protection.confirm([name], in: config, world)
        let session = try Session(in: name, namespace: namespace, of: config, owner: owner, world)
        do {
            return (session, try session.variables(over: location, world), name)
        } catch {
            session.end()
            throw error
        }
    }
}

extension World {
    /// The environment with some variables set, and those without a value removed.
    func environment(with variables: [(name: String, value: String?)]) -> Environment {
        var environment = environment
        for (name, value) in variables { environment[name] = value }
        return environment
    }
}
