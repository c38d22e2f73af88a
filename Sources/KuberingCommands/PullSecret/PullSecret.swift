// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering pull-secret`.
struct PullSecret: KuberingCommand {
    static let examples = [
        Example(
            "pull-secret create regcred --registry ghcr.io --from docker | kubectl apply -f -",
            "Make a pull secret from what docker login left."),
        Example("pull-secret show secret.yaml", "Which registries and users a manifest holds."),
    ]
    static let configuration = configured(
        "pull-secret", "Make, change and look at imagePullSecrets.",
        subcommands: [PullSecretCreate.self, PullSecretShow.self, PullSecretVerify.self, PullSecretUpdate.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
