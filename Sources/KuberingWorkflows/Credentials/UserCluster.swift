// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// A cluster of the kubeconfig, as far as a credential can be bound to it.
struct UserCluster {
    let name: String
    let server: String
    let tlsServerName: String
    let skipsVerification: Bool
    /// The proxy on the way to it; empty for none of its own.
    let proxyURL: String
    /// The CAs that sign for it, with what messages call them; nil when the system's are trusted.
    let authority: (bytes: [UInt8], source: String)?

    /// Reads the cluster of that name.
    ///
    /// - Throws: `ConfigError` of code `entry-not-found`; ``WorkflowError`` when the server is reached without TLS.
    init(_ name: String, in config: Kubeconfig) throws {
        guard let cluster = try config.cluster(named: name) else {
            throw ConfigError.notFound(.cluster, name, existing: config.names(.cluster), place: config.placeInWords)
        }
        self.name = name
        server = try Self.checked(cluster.server)
        tlsServerName = cluster.tlsServerName
        skipsVerification = cluster.insecureSkipTLSVerify
        proxyURL = cluster.proxyURL
        authority = try config.authority(ofCluster: name)
    }

    /// The cluster that every context of a user leads to.
    ///
    /// Several clusters count as one when a credential that is bound to the first is given to the others, too.
    ///
    /// - Throws: ``WorkflowError`` of code `does-not-fit` when there is none, `several-clusters` when there is more than one.
    static func only(of user: EntryPlace, in config: Kubeconfig) throws -> UserCluster {
        var names: [String] = []
        for context in try References(config).contexts(using: .user, named: user.name) {
            // Another file's context of that name may be the one that counts.
            guard let context = try config.context(named: context.name), context.user.isExactly(user.name),
                config.origin(.cluster, named: context.cluster) != nil, !names.contains(context.cluster)
            else { continue }
            names.append(context.cluster)
        }
        let clusters = try names.map { try UserCluster($0, in: config) }
        guard let first = clusters.first else {
            throw WorkflowError.doesNotFit(
                user,
                "is used by no context that has a cluster, so there is no server that its credential is for: make one with: "
                    + "kubering context set NAME --cluster CLUSTER --user \(ShellQuoting.quoted(user.name))")
        }
        let binding = try first.binding()
        for other in clusters.dropFirst() {
            do throws(SecretsError) {
                try other.check(binding)
            } catch {
                throw WorkflowError(
                    .severalClusters,
                    "user \(OutsideText.quoted(user.name)) is used with the clusters \(OutsideText.quoted(first.name)) and \(OutsideText.quoted(other.name)), "
                        + "and a stored credential is for one of them only: give the contexts of the other another user"
                )
            }
        }
        return first
    }

    /// What a credential for this cluster is bound to.
    func binding() throws -> CredentialBinding {
        CredentialBinding(
            server: server,
            caFingerprint: try authority.map {
                try CertificateBundle.fingerprint(ofBundle: $0.bytes, named: $0.source)
            },
            tlsServerName: tlsServerName.isEmpty ? nil : tlsServerName, skipsVerification: skipsVerification)
    }

    /// What kubectl asks for when it is about to talk to this cluster.
    var request: ExecCredentialRequest {
        ExecCredentialRequest(
            cluster: .init(
                server: server, tlsServerName: tlsServerName.isEmpty ? nil : tlsServerName,
                insecureSkipTLSVerify: skipsVerification, certificateAuthorityData: authority?.bytes))
    }

    /// Refuses unless a credential that is bound so is given out for this cluster.
    func check(_ binding: CredentialBinding) throws(SecretsError) {
        try binding.check(request) { try CertificateBundle.fingerprint(ofBundle: $0, named: authority?.source ?? "") }
    }

    /// kubectl would talk plain HTTP to an address without `https://`, and send no credential at all.
    ///
    /// The server of a credential is no secret, and is shown and kept as such: it must hold none.
    static func checked(_ server: String) throws -> String {
        let shown = OutsideText.quoted(URLRedaction.redacted(server))
        guard server == URLRedaction.withoutUser(server) else {
            throw WorkflowError(
                .doesNotFit,
                "the server \(shown) must have no user name and password: what a credential is for is no secret")
        }
        guard server.lowercased().hasPrefix("https://"), server.utf8.count > "https://".utf8.count else {
            throw WorkflowError(
                .doesNotFit,
                "the server \(shown) must start with https://: "
                    + "kubectl sends no credentials otherwise")
        }
        return server
    }
}
