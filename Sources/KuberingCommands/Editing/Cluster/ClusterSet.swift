// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering cluster set`.
struct ClusterSet: KuberingCommand {
    static let examples = [
        Example(
            "cluster set prod --server https://10.0.0.1:6443 --certificate-authority ca.crt --embed-certs",
            "Make a cluster."),
        Example("cluster set prod --server https://10.0.0.2:6443", "Give it another address."),
        Example("cluster set prod --proxy-url ''", "Take its proxy away."),
    ]
    static let configuration = configured(
        "set", "Make a cluster, or change one.",
        discussion: """
            What is not named stays as it is, and '' removes a field. A new address takes --tls-server-name away unless that is \
            given, too; a certificate authority and --insecure-skip-tls-verify take each other's place.
            """)

    @Argument(
        help: ArgumentHelp("The cluster.", valueName: "cluster"),
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var name: String
    @Option(
        help: ArgumentHelp("Its address, with https://.", valueName: "url"),
        completion: .custom { words, _, prefix in Candidates.servers(prefix, words) })
    var server: String?
    @Option(
        help: ArgumentHelp("The file with the CAs of its certificate.", valueName: "file"), completion: .file())
    var certificateAuthority: String?
    @Flag(help: "Put the certificates into the kubeconfig instead of the name of their file.")
    var embedCerts = false
    @Flag(inversion: .prefixedNo, help: "Whether its certificate is not checked.")
    var insecureSkipTlsVerify: Bool?
    @Option(help: ArgumentHelp("The name in its certificate, if not that of the address.", valueName: "name"))
    var tlsServerName: String?
    @Option(help: ArgumentHelp("The proxy: http://, https:// or socks5://.", valueName: "url"))
    var proxyUrl: String?
    @OptionGroup var paths: PathOptions
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if insecureSkipTlsVerify == true, certificateAuthority?.isEmpty == false {
            throw ValidationError("a certificate authority and --insecure-skip-tls-verify exclude each other")
        }
        if embedCerts, certificateAuthority?.isEmpty != false {
            throw ValidationError("--embed-certs needs --certificate-authority")
        }
    }

    func run(_ world: World) throws {
        var fields = ClusterFields()
        (fields.server, fields.isInsecure) = (server, insecureSkipTlsVerify)
        (fields.tlsServerName, fields.proxyURL) = (tlsServerName, proxyUrl)
        fields.authority = try authority(world)
        let settings = try fields.settings()
        let outcome = try SetEntry(kubeconfig.location(world), hasAbsolutePaths: paths.absolutePaths)
            .run(.cluster, name, isDryRun: dryRun.dryRun) { _ in settings }
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for clause in outcome.warnings { world.warn(clause) }
        if insecureSkipTlsVerify == true {
            world.warn("whoever is between you and the cluster can read and change everything")
        }
        if dryRun.dryRun { return }
        world.say(EntryKind.cluster.sentence(name, isNew: outcome.isNew, isChanged: !outcome.changes.isEmpty))
        try world.report(LostBindings(before: outcome.before))
    }

    private func authority(_ world: World) throws -> ClusterFields.Authority? {
        guard let certificateAuthority else { return nil }
        if certificateAuthority.isEmpty { return ClusterFields.Authority.none }
        let bytes = try world.contents(of: certificateAuthority) { file throws(FileError) in
            try FileSnapshot.read(file, limit: PEM.sizeLimit).bytes
        }
        // Checked in both cases: a file without a certificate is found out here, not when kubectl connects.
        let bundle = try CertificateBundle(reading: bytes, named: certificateAuthority)
        if embedCerts { return .embedded(bundle) }
        guard PEM.isWritten(in: bytes) else { throw UsageError(UserSet.derProblem(certificateAuthority)) }
        return .file(LexicalPath.absolute(certificateAuthority, in: world.workingDirectory))
    }
}
