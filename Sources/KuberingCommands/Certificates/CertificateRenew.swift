// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate renew`.
struct CertificateRenew: KuberingCommand {
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

    func run(_ world: World) throws {
        let stores = CredentialStores(world, mayAsk: world.prompter.canAsk)
        let renewal = RenewCertificate(kubeconfig.location(world), stores: stores, world: world)
        if let certificate { return try accept(certificate, renewal, world) }
        let request = try renewal.request(for: user, keyType: options.keyType)
        if !request.leftOut.isEmpty {
            let names = request.leftOut.map { OutsideText.escaped($0.description) }.joined(separator: ", ")
            world.warn("the old certificate is also for \(names), which cannot be asked for here")
        }
        try options.ask(request, as: .user, world)
    }

    private func accept(_ path: String, _ renewal: RenewCertificate, _ world: World) throws {
        let bundle = try CertificateBundle(reading: try world.readFile(path, limit: PEM.sizeLimit), named: path)
        let outcome = try renewal.accept(
            bundle, user: user,
            into: try options.storeOption.store.map { _ in try options.storeOption.choose(world) }, force: force,
            isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        OnboardingReport(world).describe(
            outcome.leaf, outcome.warnings, uncheckedCluster: outcome.isChainUnchecked ? outcome.cluster : nil)
        if dryRun.dryRun { return }
        world.warnOfPlainText(outcome.facts)
        world.say(
            "User \(OutsideText.quoted(user)) signs in with it; the key is in \(outcome.facts.store) as \(outcome.facts.id)."
        )
        try world.report(outcome.leftovers, mayRemove: yes)
        world.warnOfMissingPermission()
    }
}
