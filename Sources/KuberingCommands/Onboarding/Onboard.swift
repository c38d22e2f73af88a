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
struct Onboard: KuberingCommand {
    static let examples = [
        Example(
            "onboard jane --certificate jane.crt --cluster prod",
            "Give jane a context on a cluster that the kubeconfig has; her key is where kubering certificate request made it."
        ),
        Example(
            "onboard jane --certificate jane.crt --key jane.key --server https://10.0.0.1:6443 --certificate-authority ca.crt --use",
            "The same with a key file, on a new cluster, and switch to it."),
        Example(
            "kubectl get csr jane -o jsonpath={.status.certificate} | base64 -d | kubering onboard jane --certificate -",
            "The same with the certificate that the cluster has just issued, on the current cluster."),
        Example(
            "onboard jane --from jane.kubeconfig",
            "Take over certificate, key and cluster from a kubeconfig that came by mail."),
        Example(
            "onboard jane --certificate jane.crt --key jane.key --cluster prod --output-file jane.kubeconfig",
            "Write a kubeconfig to hand over instead, and store nothing."),
    ]
    static let configuration = configured(
        "onboard", "Make a working context from a signed certificate, with the key in a store.",
        discussion: """
            Checks that key and certificate belong together, that the certificate is valid now, may be used by a client and \
            was signed by the cluster's authority, and says who the user will be. The key is then kept in the desktop keyring, \
            or in the vault where there is none, and served to kubectl from there. If anything fails, nothing is left behind.

            Without --key, the key is the one in the certificate's file, as openssl pkcs12 -nodes writes it, or the one that \
            kubering certificate request left in a store; then the certificate must be for the user and groups that were asked \
            for.
            """)

    @Argument(
        help: ArgumentHelp("The user's name in the kubeconfig.", valueName: "user"),
        completion: .custom { _, _, prefix in Candidates.pendingUsers(prefix) })
    var user: String
    @Option(help: "The signed certificate, PEM or DER; - reads standard input.", completion: .file())
    var certificate: String?
    @Option(help: "Its private key.", completion: .file())
    var key: String?
    @Option(
        help: ArgumentHelp(
            "A kubeconfig with certificate, key and cluster, instead of their files; - reads standard input.",
            valueName: "file"),
        completion: .file())
    var from: String?
    @Option(
        help: "The context of that kubeconfig; without it the current one.",
        completion: .custom { words, _, prefix in Candidates.receivedContexts(prefix, words) })
    var fromContext: String?
    @Option(
        help: "The cluster: one of the kubeconfig, or with --server the name of a new one.",
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var cluster: String?
    @Option(
        help: "The address of a new cluster, https://HOST:PORT.",
        completion: .custom { words, _, prefix in Candidates.servers(prefix, words) })
    var server: String?
    @Option(help: "The CA certificates of the new cluster.", completion: .file())
    var certificateAuthority: String?
    @Option(
        help:
            "The new context's name, which may hold {user}, {cluster}, {host} and {namespace}; USER@CLUSTER without it.",
        completion: .custom { _, _, prefix in Candidates.contextNameTemplates(prefix) })
    var context: String?
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], help: "The new context's namespace.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: String?
    @OptionGroup var storeOption: StoreOption
    @Flag(help: "Switch to the new context.")
    var use = false
    @Option(
        help: ArgumentHelp(
            "Write a kubeconfig with everything inside to a new file with mode 0600, and store nothing.",
            valueName: "file"),
        completion: .file())
    var outputFile: String?
    @Flag(help: "Take a certificate for another user or other groups than were asked for, or the certificate of a CA.")
    var force = false
    @Option(help: "Read the passphrase of an encrypted key from this descriptor.")
    var passphraseFd: Int32?
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if (certificate == nil) == (from == nil) { throw ValidationError("say --certificate FILE or --from FILE") }
        if from != nil, key != nil || server != nil || certificateAuthority != nil {
            throw ValidationError("--from brings key, server and certificate authority of its own")
        }
        if from == nil, fromContext != nil { throw ValidationError("--from-context needs --from") }
        if certificateAuthority != nil, server == nil {
            throw ValidationError("--certificate-authority needs --server")
        }
        if [certificate, key, certificateAuthority, from].filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read for one file only")
        }
        if outputFile != nil, use || dryRun.dryRun || storeOption.store != nil {
            throw ValidationError("--output-file stores nothing and changes no kubeconfig")
        }
        if user.isEmpty { throw ValidationError("the user's name must not be empty") }
        if user.unicodeScalars.contains(where: OutsideText.needsEscape) {
            throw ValidationError("the user's name holds characters that nobody can see")
        }
    }

    func run(_ world: World) throws {
        let material = try OnboardingMaterial(self, world)
        let request = material.request
        if let outputFile {
            let path = LexicalPath.absolute(outputFile, in: world.workingDirectory)
            let outcome = try HandOverKubeconfig(try Kubeconfig.load(kubeconfig.location(world)), world)
                .write(request, to: path)
            return OnboardingReport(world).print(outcome, file: outputFile)
        }
        let onboarding = OnboardUser(
            kubeconfig.location(world), store: try storeOption.choose(world),
            index: CredentialIndex(world.directories), world: world)
        let outcome = try onboarding.run(request, isDryRun: dryRun.dryRun)
        if use, !dryRun.dryRun, let previous = outcome.previousContext, previous != outcome.context {
            world.warn(notRemembered: PreviousNames(world).remember(context: previous))
        }
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        // What cannot be read again says nothing about files.
        let files = (try? Kubeconfig.load(kubeconfig.location(world))).map { config in
            // A CA signs on, with the same files.
            outcome.leaf.isCertificateAuthority ? [] : SpareFiles.among(material.files, beside: config, world)
        }
        OnboardingReport(world).print(outcome, files: files ?? [], isCurrent: use, isDryRun: dryRun.dryRun)
        if !dryRun.dryRun { material.removePending(world) }
    }
}
