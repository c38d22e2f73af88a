// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering credential`.
struct Credential: KuberingCommand {
    static let examples = [
        Example("credential list", "List what is stored; nothing is unlocked."),
        Example("credential move jane --to secret-service", "Take jane's key out of the kubeconfig."),
        Example("credential stores", "Which stores there are here, and whether they can be used."),
    ]
    static let configuration = configured(
        "credential", "Look after the credentials that kubering keeps.",
        subcommands: [
            CredentialList.self, CredentialMove.self, CredentialRebind.self, CredentialGet.self, CredentialShow.self,
            CredentialRemove.self,
            CredentialStoresCommand.self,
        ])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
