// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate show`.
struct CertificateShow: KuberingCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, yaml, pem }

    static let examples = [
        Example("certificate show jane.crt", "The certificates, requests and keys of a file, PEM or DER."),
        Example("kubectl get csr jane -o yaml | kubering certificate show -", "Those of an object of the cluster."),
        Example("certificate show jane", "The certificate of a user of the kubeconfig, wherever its key rests."),
        Example("certificate show prod.example.com:6443 -o pem", "The certificates that a server shows, as PEM."),
    ]
    static let configuration = configured(
        "show", "Show certificates and what is wrong with them.",
        discussion: """
            Shows a file of any kind (PEM with anything around it, bundles, DER, a kubeconfig, a CertificateSigningRequest, \
            Secret or ConfigMap manifest), a user or cluster of the kubeconfig, or what a server shows. A word that is a file, \
            a user, a cluster and HOST:PORT is taken for the first of these; --user, --cluster and --server say which. \
            Certificates that Kubernetes refuses are shown all the same. Ends with status 1 when something is wrong.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file, a user, a cluster or HOST:PORT; - reads standard input.", valueName: "file|user|host:port"),
        completion: .custom { words, _, prefix in
            Candidates.users(prefix, words) + Candidates.clusters(prefix, words) + [Candidates.files]
        })
    var subject: String?
    @Option(
        help: "A user of the kubeconfig.", completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var user: String?
    @Option(
        help: "A cluster of the kubeconfig: its certificate authorities.",
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var cluster: String?
    @Option(
        help: "HOST:PORT or a URL: the certificates that the server shows.",
        completion: .custom { words, _, prefix in Candidates.servers(prefix, words) })
    var server: String?
    @Option(help: "The name to ask a server for, when it is not the host's.")
    var serverName: String?
    @Option(help: "CA certificates that must have signed what is shown.", completion: .file())
    var certificateAuthority: String?
    @Option(
        help:
            "Report certificates that end within this time, as in 36h or 2w; without it what the settings say, else 14d.",
        transform: TimeSpan.parse)
    var warnBefore: TimeSpan?
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or pem.")
    var output = Format.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    func validate() throws {
        guard [subject, user, cluster, server].compactMap(\.self).count == 1 else {
            throw ValidationError("name one thing to show: a file, a user, a cluster or HOST:PORT")
        }
    }

    func run(_ world: World) throws {
        let places = try inspect(world)
        switch output {
        case .text: world.output.write(CertificateReport(world).text(of: places))
        case .pem: world.output.write(places.flatMap(\.certificates).map(\.pem).joined())
        case .json, .yaml:
            let document = CertificateReport(world).json(of: places)
            world.print(document, as: output == .yaml ? .yaml : .json)
        }
        if output != .pem, places.contains(where: \.hasErrors) { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func inspect(_ world: World) throws -> [InspectedCertificates] {
        let inspection = InspectCertificates(
            world, warnBefore: try TimeSpan.seconds(warnBefore, usual: .usual, world))
        let authorities = try certificateAuthority.map { path in
            try CertificateBundle(reading: try world.readFile(path, limit: PEM.sizeLimit), named: path)
        }
        func config() throws -> Kubeconfig { try Kubeconfig.load(kubeconfig.location(world)) }
        func file(_ path: String) throws -> [InspectedCertificates] {
            let absolute = LexicalPath.absolute(path, in: world.workingDirectory)
            let folder = path == "-" ? world.workingDirectory : LexicalPath.directory(of: absolute)
            let bytes = try world.readFile(path, limit: Self.fileLimit)
            return try inspection.file(bytes, named: path, folder: folder, authorities: authorities)
        }
        func server(_ address: NetworkAddress) throws -> [InspectedCertificates] {
            [try inspection.server(address, name: serverName, in: try config(), authorities: authorities)]
        }
        if let user { return [try inspection.user(user, in: try config())] }
        if let cluster { return [try inspection.cluster(cluster, in: try config())] }
        if let text = self.server {
            guard let address = NetworkAddress(text, port: 443) else {
                throw UsageError("\(OutsideText.quoted(text)) is no HOST:PORT")
            }
            return try server(address)
        }
        let subject = subject ?? "-"
        if subject == "-" || FileSnapshot.exists(LexicalPath.absolute(subject, in: world.workingDirectory)) {
            return try file(subject)
        }
        // A path is a path: nothing is looked for elsewhere.
        if subject.contains("/"), !subject.contains("://") { return try file(subject) }
        let config = try config()
        if config.origin(.user, named: subject) != nil { return [try inspection.user(subject, in: config)] }
        if config.origin(.cluster, named: subject) != nil { return [try inspection.cluster(subject, in: config)] }
        if let address = NetworkAddress(subject) { return try server(address) }
        throw WorkflowError.nothingToShow(subject)
    }

    /// A kubeconfig with the certificates of many clusters is larger than a bundle may be.
    private static let fileLimit = 16 << 20
}
