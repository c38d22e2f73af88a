// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering vault`.
struct VaultCommands: KuberingCommand {
    static let examples: [Example] = []
    static let configuration = configured(
        "vault", "Look after the vault, kubering's own store where there is no desktop keyring.",
        discussion: """
            The vault is a folder of files in the format of age, below $XDG_DATA_HOME/kubering. A passphrase opens it; adding \
            credentials takes none. Without kubering, "age --decrypt --identity identity.age items/ID.age" opens an item.

            The passphrase comes from --passphrase-fd, from the file that KUBERING_PASSPHRASE_FILE names (mode 0600), or is \
            asked for at the terminal, in this order; where nobody can be asked, from the variable KUBERING_PASSPHRASE.
            """,
        subcommands: [VaultInit.self, VaultStatusCommand.self, VaultUnlock.self, VaultLock.self, VaultPassphrase.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
