// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential rebind`.
struct CredentialRebind: KuberingCommand {
    static let examples = [
        Example("credential rebind jane", "The cluster has another address now, and jane's key is for that one."),
        Example("credential rebind jane --yes", "Without a question."),
    ]
    static let configuration = configured(
        "rebind", "Let a stored credential be used with the address that its cluster has now.",
        discussion: """
            A stored credential is given out for one server only, and only while its certificate authority, the name in its \
            certificate and the checking of it are as they were: else a kubeconfig of a stranger could collect credentials. When \
            the cluster has really changed, this binds the credential to it as the kubeconfig describes it now.
            """)

    @Argument(
        help: ArgumentHelp("The user.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var user: String
    @OptionGroup var confirmation: ConfirmationOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let job = RebindCredential(kubeconfig.location(world), stores: passphrase.stores(world), world: world)
        let name = OutsideText.quoted(user)
        guard let change = try job.change(of: user) else {
            world.say("The credential of user \(name) is for its cluster as it is already.")
            return
        }
        if !dryRun.dryRun {
            try confirmation.ask(Self.question(name, change), orSay: "Nothing was changed.", world)
        }
        let outcome = try job.run(user, to: change, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        let server = OutsideText.quoted(URLRedaction.redacted(change.after.server))
        world.say(
            "\(dryRun.dryRun ? "Would bind" : "Bound") the credential of user \(name) to \(server), and to nothing else."
        )
        if !dryRun.dryRun {
            world.warnOfPlainText(outcome.facts)
            try world.report(outcome.leftovers, mayRemove: false)
        }
    }

    private static func question(_ name: String, _ change: RebindCredential.Change) -> String {
        func server(_ binding: CredentialBinding) -> String {
            OutsideText.quoted(URLRedaction.redacted(binding.server))
        }
        var differences: [String] = []
        if change.before.caFingerprint != change.after.caFingerprint { differences.append("another authority") }
        if change.before.tlsServerName != change.after.tlsServerName { differences.append("another tls-server-name") }
        if change.after.skipsVerification, !change.before.skipsVerification {
            differences.append("no check of its certificate")
        }
        let with = differences.isEmpty ? "" : ", with \(differences.joined(separator: " and "))"
        return
            "The credential of user \(name) is for \(server(change.before)). Shall it be for \(server(change.after))\(with), "
            + "as cluster \(OutsideText.quoted(change.cluster)) says?"
    }
}
