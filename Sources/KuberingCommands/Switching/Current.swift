// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering current`.
struct Current: KuberingCommand {
    static let examples = [
        Example("current", "Print the current context's name."),
        Example("current --server", "Print the address of its cluster."),
        Example("current -o json", "Print all of these facts, and its file."),
    ]
    static let configuration = configured(
        "current", "Print the current context, or one fact about it.",
        discussion: "Ends with status 1 and a message when no context is current.")

    /// Which fact.
    enum Fact: String, EnumerableFlag {
        case cluster, server, user, namespace

        static func help(for value: Fact) -> ArgumentHelp? {
            switch value {
            case .cluster: "The name of its cluster."
            case .server: "The address of its cluster."
            case .user: "The name of its user."
            case .namespace: "Its namespace."
            }
        }
    }

    @Flag(exclusivity: .exclusive) var fact: Fact?
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, or all facts as json or yaml.")
    var output = ReportFormat.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    func validate() throws {
        if let fact, output != .text {
            throw ValidationError("--output \(output.rawValue) prints every fact; leave out --\(fact.rawValue)")
        }
    }

    func run(_ world: World) throws {
        let location = kubeconfig.location(world)
        switch output {
        case .text: try Self.perform(fact, location, world)
        case .json: world.print(try Self.facts(location), as: .json)
        case .yaml: world.print(try Self.facts(location), as: .yaml)
        }
    }

    private static func facts(_ location: KubeconfigLocation) throws -> JSONValue {
        let config = try Kubeconfig.load(location)
        let name = try config.requiredCurrentContext()
        guard let context = try Listing(config).contexts([name]).first else { throw config.currentContextNotFound() }
        return .object(present: [
            "context": .string(context.name), "cluster": .string(context.cluster),
            "server": context.server.map { .string(URLRedaction.redacted($0)) }, "user": .string(context.user),
            "namespace": .string(context.namespace.isEmpty ? "default" : context.namespace),
            "file": .string(context.file),
        ])
    }

    static func perform(_ fact: Fact?, _ location: KubeconfigLocation, _ world: World) throws {
        let config = try Kubeconfig.load(location)
        let name = try config.requiredCurrentContext()
        guard let fact else { return world.output.writeLine(OutsideText.escaped(name)) }
        guard let context = try config.context(named: name) else { throw config.currentContextNotFound() }
        world.output.writeLine(OutsideText.escaped(try value(of: fact, context, config)))
    }

    private static func value(of fact: Fact, _ context: Context, _ config: Kubeconfig) throws -> String {
        switch fact {
        case .cluster: return context.cluster
        case .user: return context.user
        case .namespace: return context.namespace.isEmpty ? "default" : context.namespace
        case .server:
            guard let cluster = try config.cluster(named: context.cluster) else {
                throw ConfigError.notFound(
                    .cluster, context.cluster, existing: config.names(.cluster), place: config.placeInWords)
            }
            return URLRedaction.redacted(cluster.server)
        }
    }
}
