// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// Where a new secret rests.
struct StoreOption: ParsableArguments {
    @Option(
        help:
            "Where the secret rests: secret-service, vault or helper:NAME; without it what the settings say, else the keyring, or the vault where there is none.",
        completion: .custom { _, _, prefix in Candidates.stores(prefix) }, transform: StoreOption.name)
    var store: StoreName?

    /// The store that was named, or that works here; says so when it is not the keyring.
    func choose(_ world: World) throws -> any CredentialStore {
        let choice = try CredentialStores(world, mayAsk: world.prompter.canAsk)
            .choose(store ?? Settings.load(world).store)
        if let error = choice.passedOver {
            let reason = error.code.rawValue.split(separator: "-").joined(separator: " ")
            world.say(
                "No keyring can be used here (\(reason)): the vault is used; see: \(Kubering.programName) credential stores"
            )
        }
        return choice.store
    }

    /// The store that is typed.
    static func name(_ text: String) throws -> StoreName {
        guard let name = StoreName(rawValue: text) else {
            throw ValidationError("there is no store named \(OutsideText.quoted(text)); see: credential stores")
        }
        return name
    }
}
