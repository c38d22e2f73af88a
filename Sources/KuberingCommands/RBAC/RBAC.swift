// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering rbac`.
struct RBAC: KuberingCommand {
    static let examples = [
        Example("rbac grant jane --role edit -n web | kubectl apply -f -", "Let jane work in a namespace."),
        Example("rbac role pod-reader --verb get,list,watch --resource pods", "Print a role."),
    ]
    static let configuration = configured(
        "rbac", "Make manifests that say what users may do.", subcommands: [RBACGrant.self, RBACRole.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
