// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// What the user is told about a new user.
struct OnboardingReport {
    private let world: World

    init(_ world: World) {
        self.world = world
    }

    /// After a user was added to the kubeconfig, or would have been.
    func print(_ outcome: OnboardUser.Outcome, files: [String], isCurrent: Bool, isDryRun: Bool) {
        describe(outcome.leaf, outcome.warnings, uncheckedCluster: outcome.isChainUnchecked ? outcome.cluster : nil)
        if isDryRun { return }
        world.warnOfPlainText(outcome.facts)
        world.say(
            "The key is in \(outcome.facts.store) as \(outcome.facts.id), for \(OutsideText.escaped(outcome.server)) only."
        )
        world.say(
            "Context \(OutsideText.quoted(outcome.context)) \(isCurrent ? "is ready and current" : "is ready")"
                + (isCurrent ? "." : ": \(Kubering.programName) use \(ShellQuoting.quoted(outcome.context))"))
        world.report(outcome.forgetting)
        world.warnOfMissingPermission()
        let names = files.map { OutsideText.quoted($0) }
        guard !names.isEmpty else { return }
        let isOne = names.count == 1
        world.say(
            "The file\(isOne ? "" : "s") \(names.joined(separator: " and ")) \(isOne ? "is" : "are") no longer needed here."
        )
    }

    /// After a kubeconfig was written to hand over.
    func print(_ outcome: HandOverKubeconfig.Outcome, file: String) {
        describe(outcome.leaf, outcome.warnings, uncheckedCluster: outcome.isChainUnchecked ? outcome.cluster : nil)
        world.say(
            "\(OutsideText.quoted(file)) holds the key and context \(OutsideText.quoted(outcome.context)): "
                + "hand it over in secret, and delete it here.")
    }

    /// Who the cluster will see, and what should be known about the certificate.
    func describe(_ leaf: Certificate, _ warnings: [CertificateFinding], uncheckedCluster: String?) {
        for warning in warnings { world.warn(warning.message) }
        if let uncheckedCluster {
            world.warn(
                "cluster \(OutsideText.quoted(uncheckedCluster)) names no certificate authority, so whether it signed the "
                    + "certificate was not checked")
        }
        let who = OutsideText.quoted(leaf.commonName ?? "")
        let groups = leaf.organizations.map(OutsideText.escaped).joined(separator: ", ")
        world.say(
            "The cluster will see user \(who)\(groups.isEmpty ? "" : " in groups \(groups)") until \(leaf.notAfter.rfc3339)."
        )
    }
}
