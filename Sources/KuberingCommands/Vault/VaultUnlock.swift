// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem

/// The command `kubering vault unlock`.
struct VaultUnlock: KuberingCommand {
    static let examples = [
        Example("vault unlock", "Open the vault for eight hours."),
        Example("vault unlock --timeout 30m", "Open it for half an hour."),
    ]
    static let configuration = configured(
        "unlock", "Open the vault for a while.",
        discussion: """
            The key stays in the kernel's memory, for all your sessions, until the time is over or "kubering vault lock". What \
            was added while the vault was locked is named, and sealed as yours: remove what you do not know.
            """)

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var timeout: TimeoutOption

    func run(_ world: World) throws {
        let unlocking = try passphrase.access(world).unlock(seconds: timeout.timeout.seconds)
        for item in unlocking.adopted {
            world.errors.writeLine(
                "Added while it was locked: credential \(item.id) of \(OutsideText.quoted(item.label)) for "
                    + "\(OutsideText.escaped(URLRedaction.redacted(item.server)))."
            )
        }
        unlocking.report(timeout.timeout, world)
    }
}
