// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering registry`.
struct Registry: KuberingCommand {
    static let examples = [
        Example("registry login ghcr.io -u jane", "Keep a credential, after asking the registry whether it works."),
        Example("registry verify ghcr.io --image ghcr.io/team/app", "Whether what docker or kubering has still works."),
    ]
    static let configuration = configured(
        "registry", "Keep credentials of registries, and see whether they work.",
        subcommands: [RegistryLogin.self, RegistryLogout.self, RegistryList.self, RegistryVerify.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
