// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem

/// The command `kubering user rename`.
struct UserRename: KuberingCommand {
    static let examples = [
        Example("user rename kubernetes-admin jane", "Rename a user and every reference to it.")
    ]
    static let configuration = configured(
        "rename", "Rename a user, and everything that refers to it.",
        discussion: "Every context of every file that uses the user is changed with it.")

    @Argument(
        help: ArgumentHelp("The name now.", valueName: "old-name"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var oldName: String
    @Argument(help: ArgumentHelp("The name it gets, which must be free.", valueName: "new-name"))
    var newName: String
    @OptionGroup var options: RenameOptions

    func run(_ world: World) throws {
        try options.rename(.user, oldName, newName, world)
    }
}
