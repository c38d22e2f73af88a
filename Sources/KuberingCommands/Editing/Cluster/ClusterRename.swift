// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem

/// The command `kubering cluster rename`.
struct ClusterRename: KuberingCommand {
    static let examples = [
        Example("cluster rename kubernetes prod", "Rename a cluster and every reference to it.")
    ]
    static let configuration = configured(
        "rename", "Rename a cluster, and everything that refers to it.",
        discussion: "Every context of every file that uses the cluster is changed with it.")

    @Argument(
        help: ArgumentHelp("The name now.", valueName: "old-name"),
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var oldName: String
    @Argument(help: ArgumentHelp("The name it gets, which must be free.", valueName: "new-name"))
    var newName: String
    @OptionGroup var options: RenameOptions

    func run(_ world: World) throws {
        try options.rename(.cluster, oldName, newName, world)
    }
}
