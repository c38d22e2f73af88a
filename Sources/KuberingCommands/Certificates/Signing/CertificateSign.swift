// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate sign`.
struct CertificateSign: KuberingCommand {
    static let examples = [
        Example(
            "certificate sign jane.csr --ca-certificate ca.crt --ca-key ca.key --output-file jane.crt",
            "Sign the request of a user for a year."),
        Example(
            "certificate sign jane.csr --ca-certificate ca.crt --ca-key ca.key --valid-for 24h --yes > jane.crt",
            "The same for a day, without a question."),
        Example(
            "certificate sign apiserver.csr --ca-certificate ca.crt --ca-key ca.key --profile apiserver --dns node-1 --ip 10.96.0.1 --ip 10.0.0.1",
            "Sign the certificate of an API server, with all the names it answers to."),
    ]
    static let configuration = configured(
        "sign", "Sign a request with the key of a CA.",
        discussion: """
            Checks that whoever made the request has its key and that it is for the profile, shows what will be signed, and asks. \
            The certificate goes to a new file or to standard output, followed by that of an intermediate CA. Every \
            certificate is written into a ledger (kubering certificate list --ledger), because Kubernetes cannot take a certificate back: prefer short lives.
            """)

    @Argument(
        help: ArgumentHelp(
            "The request: PEM, DER or a CertificateSigningRequest; - reads standard input.", valueName: "csr"),
        completion: .file())
    var request: String
    @OptionGroup var authority: AuthorityOptions
    @Option(
        help: ArgumentHelp("What the certificate is for: \(CertificateChoices.profiles).", valueName: "profile"),
        completion: .list(CertificateProfile.allCases.map(\.rawValue)), transform: CertificateChoices.profile)
    var profile = CertificateProfile.user
    @Option(help: "How long it is valid, for example 24h or 10m; 365d without it.", transform: TimeSpan.parse)
    var validFor = TimeSpan.year
    @OptionGroup var names: AlternativeNameOptions
    @Option(help: "The cluster's DNS domain, for the names of an API server.", completion: .list(["cluster.local"]))
    var dnsDomain = "cluster.local"
    @Option(
        help: ArgumentHelp("Write a new file instead of standard output, when it was signed.", valueName: "file"),
        completion: .file())
    var outputFile: String?
    @OptionGroup var ledgerOption: LedgerOption
    @Flag(help: "Sign names and groups that Kubernetes keeps for its own, or that are not for the profile.")
    var force = false
    @OptionGroup var confirmation: ConfirmationOption

    func validate() throws {
        if [request, authority.caCertificate, authority.caKey].filter({ $0 == "-" }).count > 1 {
            throw ValidationError("standard input can be read for one file only")
        }
        if validFor.seconds < 60 { throw ValidationError("a certificate must be valid for a minute at least") }
    }

    func run(_ world: World) throws {
        let path = outputFile.map { LexicalPath.absolute($0, in: world.workingDirectory) }
        if let path { try NewFiles.check([path]) }
        let csr = try RequestFile.request(
            in: try world.readFile(request, limit: PEM.sizeLimit), named: request)
        var wanted = SignRequest.Request(csr)
        wanted.profile = profile
        wanted.lifetime = TimeInterval(validFor.seconds)
        wanted.names = try names.all
        wanted.domain = dnsDomain
        wanted.isForced = force
        let ca = try authority.open(world)
        let signing = try SignRequest(ca, world)
        let plan = try signing.plan(wanted)
        show(plan, ca.certificate, world)
        try confirmation.ask("Sign it?", orSay: "Nothing was signed.", world)
        let certificate = try signing.sign(plan, ledger: try ledgerOption.ledger(world))
        let text = ([certificate] + ca.intermediates).map(\.pem).joined()
        guard let outputFile, let path else { return world.output.write(text) }
        do throws(FileError) {
            _ = try NewFiles(path, SecretBytes(utf8: text), mode: 0o644)
        } catch {
            // It is signed and in the ledger: it must not be lost.
            world.output.write(text)
            throw error
        }
        world.say("Wrote the certificate to \(OutsideText.escaped(outputFile)).")
    }

    private func show(_ plan: SignRequest.Plan, _ ca: Certificate, _ world: World) {
        let template = plan.template
        let left = KubernetesDuration.text(template.notAfter.timeIntervalSince(world.now()).rounded(.up))
        let lines = [
            ("CA", ca.subject.description), ("subject", template.subject.description),
            ("user", template.subject.texts(of: "CN").last ?? ""),
            ("groups", template.subject.texts(of: "O").joined(separator: ", ")),
            ("key", template.publicKey.type.description),
            ("profile", plan.profile.rawValue),
            (
                "usages",
                (template.keyUsage.usageNames + template.extendedKeyUsage.map(\.description)).joined(separator: ", ")
            ),
            ("names", template.names.map(\.description).joined(separator: ", ")),
            ("until", "\(template.notAfter.rfc3339) (\(left))"),
        ]
        for (label, value) in lines where !value.isEmpty {
            let line = label + String(repeating: " ", count: 9 - label.count) + OutsideText.escaped(value)
            // What somebody is asked about, they must see.
            if confirmation.yes { world.say(line) } else { world.errors.writeLine(line) }
        }
        for warning in plan.warnings { world.warn(warning) }
    }
}
