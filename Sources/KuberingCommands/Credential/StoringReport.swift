// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// What is said alike wherever a credential gets into a store.
extension CommandContext {
    /// Warns when the keyring keeps the credential in clear.
    func warnOfPlainText(_ facts: CredentialFacts) {
        guard facts.store == StoreName.secretService.rawValue, let id = CredentialID(parsing: facts.id),
            let file = PlainTextKeyring.file(holding: id, environment: environment)
        else { return }
        warn(
            "the keyring has no password, so the secret stands in plain text in \(OutsideText.quoted(file)); "
                + "give the keyring a password")
    }

    /// Says what the history has forgotten, or may still know.
    func report(_ forgetting: Forgetting) {
        if forgetting.count > 0 {
            let count = "\(forgetting.count) \(forgetting.count == 1 ? "change" : "changes")"
            errors.writeLine("Forgot \(count) of the history, which held the secret.")
        }
        if let problem = forgetting.problem {
            warn("the history may still hold the secret (\(problem)); see: \(Kubering.programName) history --clear")
        }
    }

    /// Warns when kubectl's own settings keep it from running kubering, and says what to write into them.
    func warnOfMissingPermission() {
        guard let remedy = PluginPermission.remedy(self) else { return }
        warn("kubectl is not allowed to run kubering yet: \(remedy)")
    }
}
