// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem

/// How the vault is opened.
struct PassphraseOption: ParsableArguments {
    @Option(help: ArgumentHelp("Read the passphrase from this descriptor.", valueName: "n"))
    var passphraseFd: Int32?

    /// All stores; the vault's passphrase may come from the descriptor.
    func stores(_ world: World) -> CredentialStores {
        CredentialStores(
            world, mayAsk: world.prompter.canAsk, passphrase: passphraseFd.map(world.inputFromDescriptor))
    }

    /// The vault, with where its passphrase comes from.
    func access(_ world: World) throws -> VaultAccess { try stores(world).vaultAccess() }
}

/// How long the vault stays open.
struct TimeoutOption: ParsableArguments {
    @Option(help: ArgumentHelp("When it locks itself again: 30m, 8h or 2d.", valueName: "time"))
    var timeout = TimeSpan(seconds: VaultSession.defaultLifetime)

    func validate() throws {
        if timeout.seconds == 0 { throw ValidationError("the vault cannot stay open for no time at all") }
    }
}

extension VaultAccess.Unlocking {
    /// Says how long the vault stays open, or why it does not.
    func report(_ timeout: TimeSpan, _ world: World) {
        if let notRemembered {
            world.warn(
                "the kernel keyring cannot be used here (\(notRemembered)), so the vault does not stay unlocked: give every"
                    + " command the passphrase, as with \(PassphraseSource.fileVariable)")
        } else {
            world.say("The vault is unlocked for \(timeout).")
        }
    }
}
