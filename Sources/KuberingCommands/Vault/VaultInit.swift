// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem

/// The command `kubering vault init`.
struct VaultInit: KuberingCommand {
    static let examples = [
        Example("vault init", "Make the vault; the passphrase is asked for twice."),
        Example("vault init --passphrase-fd 3", "Take it from descriptor 3, which the shell opens with 3<FILE."),
    ]
    static let configuration = configured(
        "init", "Make the vault.",
        discussion: """
            A passphrase that is typed should have 8 characters or more; a shorter one is taken after a question. One from a descriptor \
            or a file is taken as it is.
            """)

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var timeout: TimeoutOption

    func run(_ world: World) throws {
        let access = try passphrase.access(world)
        let unlocking = try access.create(seconds: timeout.timeout.seconds)
        world.say(
            "The vault is in \(OutsideText.quoted(access.vault.path)). Nothing opens it without the passphrase.")
        unlocking.report(timeout.timeout, world)
    }
}
