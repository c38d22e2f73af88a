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
    @Option(
        help: ArgumentHelp("The kind of the new key: \(CertificateChoices.keyTypes).", valueName: "type"),
        completion: .list(NewKeyType.allCases.map(\.rawValue)), transform: CertificateChoices.keyType)
    var keyType = NewKeyType.p256
    @OptionGroup var storeOption: StoreOption
    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "csr, or manifest and json for a CertificateSigningRequest.")
    var output = CertificateRequestCommand.Format.csr
    @Option(help: "How long a cluster shall make the certificate valid, 10m at least, for example 24h.")
    var expiration: TimeSpan?
    @Flag(help: "Take a certificate for another user or other groups than were asked for.")
    var force = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if certificate != nil, output != .csr || expiration != nil {
            throw ValidationError("-o and --expiration are for the request, not for its certificate")
        }
        if certificate == nil, dryRun.dryRun { throw ValidationError("--dry-run needs --certificate") }
        try RequestText.check(output, expiration)
    }

    func run(_ context: CommandContext) throws {
        let stores = CredentialStores(context, mayAsk: context.prompter.canAsk)
        let renewal = RenewCertificate(kubeconfig.location(context), stores: stores, world: context)
        if let certificate { return try accept(certificate, renewal, context) }
        let request = try renewal.request(for: user, keyType: keyType)
        let pending = try context.requested(request, isNew: false, storeOption)
        context.output.write(
            RequestText(format: output, profile: .user, expiration: expiration)
                .text(of: pending, name: RequestText.objectName(for: user)))
    }

    private func accept(_ path: String, _ renewal: RenewCertificate, _ context: CommandContext) throws {
        let bundle = try CertificateBundle(reading: try context.readFile(path, limit: PEM.sizeLimit), named: path)
        let outcome = try renewal.accept(
            bundle, user: user, into: try storeOption.store.map { _ in try storeOption.choose(context) }, force: force,
            isDryRun: dryRun.dryRun)
        DryRunOption.report(outcome.changes, isDryRun: dryRun.dryRun, context)
        OnboardingReport(context).describe(outcome.leaf, outcome.warnings, uncheckedCluster: nil)
        if dryRun.dryRun { return }
        context.warnOfPlainText(outcome.facts)
        context.errors.writeLine(
            "User \(OutsideText.quoted(user)) signs in with it; the key is in \(outcome.facts.store) as \(outcome.facts.id)."
        )
        for leftover in outcome.leftovers { context.warn(leftover) }
        context.report(outcome.forgetting)
        context.warnOfMissingPermission()
    }
}
