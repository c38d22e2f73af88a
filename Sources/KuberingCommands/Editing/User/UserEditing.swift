// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering user`.
struct UserEditing: KuberingCommand {
    static let examples = [
        Example("user set bot --token-stdin", "Make a user with a token."),
        Example("user rename kubernetes-admin jane", "Rename a user and every reference to it."),
    ]
    static let configuration = configured(
        "user", "Make, change, rename and delete users.",
        subcommands: [UserSet.self, UserRename.self, UserDelete.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
