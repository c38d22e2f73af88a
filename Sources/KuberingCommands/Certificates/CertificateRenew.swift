// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate renew`.
struct CertificateRenew: ContextCommand {
    static let examples = [
        Example("certificate renew jane > jane.csr", "Make a new key, and ask for a certificate like the old one."),
        Example("certificate renew jane --certificate jane.crt", "Take the new certificate, and drop the old key."),
    ]
    static let configuration = configured(
        "renew", "Give a user a new key and certificate.",
        discussion: """
            Without --certificate, makes a new key in a store and prints a request with the names and groups of the user's \
            certificate; nothing changes for the user. With it, checks the certificate against the request and the cluster, \
            lets the user sign in with it, and then removes the old key. A user whose key stands in the kubeconfig or in a file \
            has it in the store from then on.
            """)

    @Argument(
        help: ArgumentHelp("The user.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var user: String
    @Option(help: "The signed certificate; - reads standard input.", completion: .file())
    var certificate: String?
    @OptionGroup var options: RequestOptions
    @Flag(help: "Take a certificate for another user or other groups than were asked for.")
    var force = false
    @Flag(name: [.customShort("y"), .long], help: "Do not ask: remove the old key's file.")
    var yes = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if certificate != nil, !options.areForNoRequest {
            throw ValidationError("-o, --key-type and --new are for the request, not for its certificate")
        }
        if certificate == nil, dryRun.dryRun || yes {
            throw ValidationError("--\(yes ? "yes" : "dry-run") needs --certificate")
        }
    }

    func run(_ context: CommandContext) throws {
        let stores = CredentialStores(context, mayAsk: context.prompter.canAsk)
        let renewal = RenewCertificate(kubeconfig.location(context), stores: stores, world: context)
        if let certificate { return try accept(certificate, renewal, context) }
        let request = try renewal.request(for: user, keyType: options.keyType)
        if !request.leftOut.isEmpty {
            let names = request.leftOut.map { OutsideText.escaped($0.description) }.joined(separator: ", ")
            context.warn("the old certificate is also for \(names), which cannot be asked for here")
        }
        try options.ask(request, as: .user, context)
    }

    private func accept(_ path: String, _ renewal: RenewCertificate, _ context: CommandContext) throws {
        let bundle = try CertificateBundle(reading: try context.readFile(path, limit: PEM.sizeLimit), named: path)
        let outcome = try renewal.accept(
            bundle, user: user,
            into: try options.storeOption.store.map { _ in try options.storeOption.choose(context) }, force: force,
            isDryRun: dryRun.dryRun)
        context.report(outcome.changes, isDryRun: dryRun.dryRun)
        OnboardingReport(context).describe(
            outcome.leaf, outcome.warnings, uncheckedCluster: outcome.isChainUnchecked ? outcome.cluster : nil)
        if dryRun.dryRun { return }
        context.warnOfPlainText(outcome.facts)
        context.say(
            "User \(OutsideText.quoted(user)) signs in with it; the key is in \(outcome.facts.store) as \(outcome.facts.id)."
        )
        try context.report(outcome.leftovers, mayRemove: yes)
        context.warnOfMissingPermission()
    }
}
