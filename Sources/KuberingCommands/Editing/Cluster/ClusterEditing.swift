// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering cluster`.
struct ClusterEditing: KuberingCommand {
    static let examples = [
        Example("cluster set prod --server https://10.0.0.1:6443", "Make a cluster, or change its address."),
        Example("cluster rename kubernetes prod", "Rename a cluster and every reference to it."),
    ]
    static let configuration = configured(
        "cluster", "Make, change, rename and delete clusters.",
        subcommands: [ClusterSet.self, ClusterRename.self, ClusterDelete.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
