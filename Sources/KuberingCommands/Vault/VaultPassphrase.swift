// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem

/// The command `kubering vault passphrase`.
struct VaultPassphrase: KuberingCommand {
    static let examples = [
        Example("vault passphrase", "Ask for the old passphrase and twice for the new one."),
        Example(
            "vault passphrase --passphrase-fd 3 --new-passphrase-fd 4", "Take both from descriptors."),
    ]
    static let configuration = configured(
        "passphrase", "Change the passphrase of the vault.",
        discussion: "Copies of the vault that were made before, such as backups, still open with the old one.")

    @OptionGroup var passphrase: PassphraseOption
    @Option(help: ArgumentHelp("Read the new passphrase from this descriptor.", valueName: "n"))
    var newPassphraseFd: Int32?

    func run(_ world: World) throws {
        // Only what was said to be the new one: the variables hold the old one.
        let new = PassphraseSource(
            descriptor: newPassphraseFd.map(world.inputFromDescriptor), named: "--new-passphrase-fd",
            environment: [:],
            prompter: world.prompter.canAsk ? world.prompter : nil)
        try passphrase.access(world).changePassphrase(to: new)
        world.say("The passphrase is changed. Older copies of the vault still open with the old one.")
    }
}
