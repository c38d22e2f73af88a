// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering onboard`.
struct Onboard: ContextCommand {
    static let examples = [
        Example(
            "onboard jane --certificate jane.crt --key jane.key --cluster prod",
            "Give jane a context on a cluster that the kubeconfig has."),
        Example(
            "kubectl get csr jane -o jsonpath={.status.certificate} | base64 -d | kubering onboard jane --certificate - --key jane.key",
            "The same with the certificate that the cluster has just issued, on the current cluster."),
        Example(
            "onboard jane --certificate jane.crt --key jane.key --server https://10.0.0.1:6443 --certificate-authority ca.crt --use",
            "The same on a new cluster, and switch to it."),
    ]
    static let configuration = configured(
        "onboard", "Make a working context from a signed certificate, with the key in a store.",
        discussion: """
            Checks that key and certificate belong together, that the certificate is valid now, may be used by a client and \
            was signed by the cluster's authority, and says who the user will be. The key is then kept in the desktop keyring, \
            or in the vault where there is none, and served to kubectl from there. If anything fails, nothing is left behind.
            """)

    @Argument(help: ArgumentHelp("The user's name in the kubeconfig.", valueName: "user"))
    var user: String
    @Option(help: "The signed certificate, PEM or DER; - reads standard input.", completion: .file())
    var certificate: String
    @Option(help: "Its private key.", completion: .file())
    var key: String
    @Option(
        help: "The cluster: one of the kubeconfig, or with --server the name of a new one.",
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var cluster: String?
    @Option(help: "The address of a new cluster, https://HOST:PORT.")
    var server: String?
    @Option(help: "The CA certificates of the new cluster.", completion: .file())
    var certificateAuthority: String?
    @Option(help: "The new context's name; USER@CLUSTER without it.")
    var context: String?
    @Option(name: [.customShort("n", allowingJoined: true), .long], help: "The new context's namespace.")
    var namespace: String?
    @OptionGroup var storeOption: StoreOption
    @Flag(help: "Switch to the new context.")
    var use = false
    @Option(help: "Read the passphrase of an encrypted key from this descriptor.")
    var passphraseFd: Int32?
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if certificateAuthority != nil, server == nil {
            throw ValidationError("--certificate-authority needs --server")
        }
        if [certificate, key, certificateAuthority].filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read for one file only")
        }
        if user.isEmpty { throw ValidationError("the user's name must not be empty") }
    }

    func run(_ world: CommandContext) throws {
        let bundle = try CertificateBundle(
            reading: try world.readFile(certificate, limit: PEM.sizeLimit), named: certificate)
        var request = OnboardUser.Request(
            user: user, certificate: bundle, key: try world.openKey(key, passphraseDescriptor: passphraseFd))
        (request.cluster, request.server, request.context) = (cluster, server, context)
        (request.namespace, request.use) = (namespace, use)
        request.authorities = try certificateAuthority.map { path in
            try CertificateBundle(reading: try world.readFile(path, limit: PEM.sizeLimit), named: path)
        }
        let onboarding = OnboardUser(
            kubeconfig.location(world), store: try storeOption.choose(world),
            index: CredentialIndex(world.directories), world: world)
        let outcome = try onboarding.run(request, isDryRun: dryRun.dryRun)
        if use, !dryRun.dryRun, let previous = outcome.previousContext, previous != outcome.context {
            world.warn(notRemembered: PreviousNames(world).remember(context: previous))
        }
        DryRunOption.report(outcome.changes, isDryRun: dryRun.dryRun, world)
        report(outcome, world)
    }

    private func report(_ outcome: OnboardUser.Outcome, _ world: CommandContext) {
        let leaf = outcome.leaf
        for warning in outcome.warnings { world.warn(warning.message) }
        if outcome.isChainUnchecked {
            world.warn(
                "cluster \(OutsideText.quoted(outcome.cluster)) names no certificate authority, so whether it signed the "
                    + "certificate was not checked")
        }
        let who = OutsideText.quoted(leaf.commonName ?? "")
        let groups = leaf.organizations.map(OutsideText.escaped).joined(separator: ", ")
        world.errors.writeLine(
            "The cluster will see user \(who)\(groups.isEmpty ? "" : " in groups \(groups)") until \(leaf.notAfter.rfc3339)."
        )
        if dryRun.dryRun { return }
        world.warnOfPlainText(outcome.facts)
        world.errors.writeLine(
            "The key is in \(outcome.facts.store) as \(outcome.facts.id), for \(OutsideText.escaped(outcome.server)) only."
        )
        world.errors.writeLine(
            "Context \(OutsideText.quoted(outcome.context)) \(use ? "is ready and current" : "is ready")"
                + (use ? "." : ": \(Kubering.programName) use \(ShellQuoting.quoted(outcome.context))"))
        world.report(outcome.forgetting)
        world.warnOfMissingPermission()
        let files = [key, certificate].filter { $0 != "-" }.map { OutsideText.quoted($0) }
        let isOne = files.count == 1
        world.errors.writeLine(
            "The file\(isOne ? "" : "s") \(files.joined(separator: " and ")) \(isOne ? "is" : "are") no longer needed here."
        )
    }
}
