// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem

/// The command `kubering vault lock`.
struct VaultLock: KuberingCommand {
    static let examples = [Example("vault lock", "Close the vault at once, in all sessions.")]
    static let configuration = configured("lock", "Close the vault.")

    func run(_ world: World) throws {
        let wasOpen = try Vault(world.directories).lock()
        world.say(wasOpen ? "The vault is locked." : "The vault was locked already.")
    }
}
