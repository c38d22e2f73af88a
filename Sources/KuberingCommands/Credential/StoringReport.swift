// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// What is said alike wherever a credential gets into a store.
extension World {
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
            say("Forgot \(count) of the history, which held the secret.")
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

    /// Warns of the users whose credentials are not given out any more after a change of their cluster.
    func report(_ bindings: LostBindings) throws {
        for loss in try bindings.losses() {
            if let obstacle = loss.obstacle {
                warn(obstacle)
                continue
            }
            let user = loss.user
            warn(
                "the stored credential of user \(OutsideText.quoted(user)) is for the cluster as it was, and is not given out "
                    + "now; if the change is right: \(Kubering.programName) credential rebind \(ShellQuoting.quoted(user))"
            )
        }
    }

    /// Says which stored credentials no user of the kubeconfig refers to any more after a change.
    func report(_ left: LeftCredentials) throws {
        for entry in try left.entries(among: CredentialIndex(directories)) {
            let id = OutsideText.escaped(entry.facts.id)
            say(
                "The credential \(id) of user \(OutsideText.quoted(entry.user)) is still in "
                    + "\(OutsideText.escaped(entry.facts.store)); to remove it: \(Kubering.programName) credential remove \(id)"
            )
        }
    }

    /// Says what is left of credentials that have a new place, and removes files that nothing needs any more.
    ///
    /// - Parameters:
    ///   - leftovers: What is left.
    ///   - mayRemove: Whether such files are removed without a question.
    /// - Throws: An error when the answer to a question cannot be read.
    func report(_ leftovers: MoveLeftovers, mayRemove: Bool) throws {
        for (id, reason) in leftovers.notRemoved {
            warn(
                "the old credential \(id) is still there, and is used no more (\(reason)); remove it with: "
                    + "\(Kubering.programName) credential remove \(id)")
        }
        report(leftovers.forgetting)
        for path in leftovers.copies {
            warn("\(OutsideText.quoted(path)) holds one of the secrets, too; see what it is there for")
        }
        for path in leftovers.unusedFiles {
            let file = OutsideText.quoted(path)
            if try mayRemove
                || (prompter.canAsk && prompter.confirm("Remove \(file), which the kubeconfig does not need?"))
            {
                do throws(FileError) {
                    try AtomicReplacement.remove(path)
                    say("Removed \(file).")
                } catch {
                    warn("the secret is still in \(file): \(error)")
                }
            } else {
                errors.writeLine("The secret is still in \(file); to remove it: rm \(ShellQuoting.quoted(path))")
            }
        }
    }
}
