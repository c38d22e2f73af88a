// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering list contexts`.
struct ListContexts: KuberingCommand {
    static let examples = [Example("list contexts", "List the contexts; * marks the current one.")]
    static let configuration = configured("contexts", "List contexts.")
    @OptionGroup var options: ListOptions

    func run(_ world: World) throws {
        let config = try world.load(options.kubeconfig.location(world))
        let names = try options.names(.context, in: config)
        if options.output == .name {
            return world.output.write(names.map { OutsideText.escaped($0) + "\n" }.joined())
        }
        let facts = try Listing(config).contexts(names)
        switch options.output {
        case .json, .yaml: options.print("contexts", facts.map(\.json), world)
        case .text:
            var table = TextTable(header: ["CURRENT", "NAME", "CLUSTER", "USER", "NAMESPACE"])
            for fact in facts {
                table.append([fact.isCurrent ? "*" : "", fact.name, fact.cluster, fact.user, fact.namespace])
            }
            world.output.write(table.text)
        case .wide, .name:
            let header = [
                "CURRENT", "NAME", "CLUSTER", "USER", "NAMESPACE", "SERVER", "AUTHENTICATION", "STORAGE", "ENDS",
            ]
            var table = TextTable(header: header)
            for fact in facts {
                table.append([
                    fact.isCurrent ? "*" : "", fact.name, fact.cluster, fact.user, fact.namespace,
                    fact.server.map(URLRedaction.redacted) ?? "", fact.authentication.kind.rawValue,
                    fact.authentication.storage ?? "", fact.authentication.notAfter ?? "",
                ])
            }
            world.output.write(table.text)
        }
    }

    /// What `kubering use` prints when nobody can pick.
    static func printNames(_ location: KubeconfigLocation, _ world: World) throws {
        let names = try Kubeconfig.load(location).names(.context)
        world.output.write(names.map { OutsideText.escaped($0) + "\n" }.joined())
    }
}
