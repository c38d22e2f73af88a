// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

extension RegistryAccount {
    /// The line that says what was found before it is used.
    func found(for registry: String) -> String {
        "Registry \(OutsideText.escaped(registry)): user \(OutsideText.escaped(credential.username)), from "
            + "\(OutsideText.escaped(place))."
    }
}

extension World {
    /// The password of a registry's account: typed without being shown where somebody types it, else the line of standard input.
    func readPassword(of username: String, fromInput: Bool) throws -> SecretBytes {
        if prompter.canAsk, !fromInput || input.isTerminal {
            return try prompter.readSecret("Password of \(OutsideText.escaped(username)): ")
        }
        return try input.readSecretLine()
    }

    /// Offers the accounts of a registry to somebody at a terminal; nil when nobody is there.
    ///
    /// Standard output may go elsewhere: what is printed there is a manifest.
    func pickAccount(_ accounts: [RegistryAccount]) throws -> String? {
        prompter.canAsk && environment["TERM"] != "dumb"
            ? try pick(from: AccountChoices(accounts), title: "account") : nil
    }
}
