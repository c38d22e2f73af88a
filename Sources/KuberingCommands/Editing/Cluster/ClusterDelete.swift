// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering cluster delete`.
struct ClusterDelete: KuberingCommand {
    static let examples = [
        Example("cluster delete old-prod", "Delete a cluster that no context uses.")
    ]
    static let configuration = configured(
        "delete", "Delete clusters.",
        discussion: """
            While contexts use it, it stays, unless --force is given. What a pattern fits is asked about only at a terminal: a script \
            deletes it at once, and --dry-run shows what that would be.
            """)

    @Argument(
        help: ArgumentHelp("Names or patterns.", valueName: "cluster"),
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var names: [String]
    @Flag(help: "Delete it although contexts use it.")
    var force = false
    @OptionGroup var options: DeleteOptions

    func run(_ world: World) throws {
        var request = DeleteEntries.Request(.cluster, names)
        request.isForced = force
        try options.delete(request, world)
    }
}
