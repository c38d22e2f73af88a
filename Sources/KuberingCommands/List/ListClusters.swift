// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering list clusters`.
struct ListClusters: KuberingCommand {
    static let examples = [Example("list clusters", "List the clusters and their addresses.")]
    static let configuration = configured("clusters", "List clusters.")
    @OptionGroup var options: ListOptions

    func run(_ world: World) throws {
        let config = try world.load(options.kubeconfig.location(world))
        let names = try options.names(.cluster, in: config)
        if options.output == .name {
            return world.output.write(names.map { OutsideText.escaped($0) + "\n" }.joined())
        }
        let clusters = try Listing(config).clusters(names)
        if options.output == .json || options.output == .yaml {
            return options.print("clusters", clusters.map(\.json), world)
        }
        var table = TextTable(header: ["NAME", "SERVER", "CONTEXTS"])
        for cluster in clusters {
            table.append([cluster.name, cluster.server, cluster.contexts.joined(separator: ",")])
        }
        world.output.write(table.text)
    }
}
