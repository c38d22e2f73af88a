// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering certificate pending`.
struct CertificatePending: KuberingCommand {
    static let examples = [
        Example("certificate pending", "List the keys that wait for their certificates."),
        Example("certificate pending show jane", "Print a request again."),
        Example("certificate pending remove jane", "Give one up, with its key."),
    ]
    static let configuration = configured(
        "pending", "Look after requests that wait for their certificates.",
        subcommands: [PendingList.self, PendingShow.self, PendingRemove.self], defaultSubcommand: PendingList.self)

    func run(_ world: World) throws {}
}

/// A request that waits.
struct PendingArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The user, or the first digits of the id.", valueName: "user"),
        completion: .custom { _, _, prefix in Candidates.pendingUsers(prefix) })
    var user: String
}
