// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering list`.
struct List: KuberingCommand {
    static let examples = [
        Example("list", "List the contexts; * marks the current one."),
        Example("list 'prod-*' -o wide", "Some of them, with server, authentication and end of the certificate."),
        Example("list users -o json", "The users, for a program."),
        Example("list clusters -o name", "The names of the clusters, one on each line."),
    ]
    static let configuration = configured(
        "list", "List contexts, clusters or users.",
        discussion: "Patterns may hold *, ? and […]. A list without a match ends with status 2.",
        subcommands: [ListContexts.self, ListClusters.self, ListUsers.self], defaultSubcommand: ListContexts.self)

    func run(_ world: World) throws {}
}
