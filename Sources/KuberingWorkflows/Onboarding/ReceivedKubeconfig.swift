// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
public import KuberingConfig
public import KuberingSystem

/// A user with certificate and key, and the cluster it is for, out of a kubeconfig that somebody sent.
///
/// Nothing of the file is used but these: no plugin of it is run, and no proxy or lax verification is taken over.
public struct ReceivedKubeconfig {
    /// The user's certificate, perhaps with those above it.
    public let certificate: CertificateBundle
    /// Its private key.
    public let key: PrivateKey
    /// The cluster's name there.
    public let cluster: String
    /// The cluster's address.
    public let server: String
    /// The cluster's CAs; nil when it names none.
    public let authorities: CertificateBundle?
    /// The namespace of the context; nil when it has none.
    public let namespace: String?
    /// Whether the file has nothing else.
    public let isAll: Bool

    /// The kubeconfig that was sent.
    ///
    /// - Parameters:
    ///   - path: As the user typed it; `-` is standard input.
    ///   - world: For standard input and the working directory.
    /// - Returns: The kubeconfig.
    /// - Throws: `FileError` when it cannot be read, `ConfigError` when it is no kubeconfig, ``WorkflowError`` when it is empty,
    ///   or a folder with several.
    public static func config(at path: String, _ world: World) throws -> Kubeconfig {
        let sources = try MergeSources(reading: [path], world).kubeconfigs
        guard let config = sources.first, sources.count == 1 else {
            throw WorkflowError(
                .doesNotFit, "the folder \(OutsideText.quoted(path)) holds several kubeconfigs: name one of them",
                exitStatus: .usage)
        }
        return config
    }

    /// Reads a context of the file.
    ///
    /// - Parameters:
    ///   - name: The context; nil takes the current one, or the only one.
    ///   - config: The file.
    /// - Throws: `ConfigError` when there is no such context, ``WorkflowError`` when it does not sign in with a certificate
    ///   or reaches its cluster in a way that has to be agreed to, and what is wrong with certificate and key.
    public init(context name: String?, of config: Kubeconfig) throws {
        let only = config.names(.context).count == 1 ? config.names(.context).first : nil
        let current = config.currentContext.isEmpty ? only : config.currentContext
        guard let name = name ?? current else {
            throw WorkflowError(
                .missingOption, "which context of the file? name it with --from-context", exitStatus: .usage)
        }
        guard let context = try config.context(named: name) else {
            let names = config.names(.context).map { OutsideText.quoted($0) }.joined(separator: ", ")
            throw WorkflowError(
                .doesNotFit,
                "the file has no context \(OutsideText.quoted(name))\(names.isEmpty ? "" : ", only \(names)")",
                exitStatus: .notFound)
        }
        guard let entry = try config.cluster(named: context.cluster) else {
            throw WorkflowError(
                .doesNotFit,
                "context \(OutsideText.quoted(name)) of the file is for cluster \(OutsideText.quoted(context.cluster)), which "
                    + "is not in it")
        }
        guard let (bytes, source) = try config.clientCertificate(ofUser: context.user),
            let key = try config.clientKey(ofUser: context.user)
        else {
            throw WorkflowError(
                .noCertificate,
                "user \(OutsideText.quoted(context.user)) of the file does not sign in with a certificate and key; see: "
                    + "kubering merge")
        }
        guard !entry.insecureSkipTLSVerify, entry.proxyURL.isEmpty, entry.tlsServerName.isEmpty else {
            throw WorkflowError(
                .doesNotFit,
                "cluster \(OutsideText.quoted(context.cluster)) of the file is reached through a proxy, under another name or "
                    + "unverified; look at it and take it with: kubering merge")
        }
        certificate = try CertificateBundle(reading: bytes, named: source)
        self.key = key
        cluster = context.cluster
        server = entry.server
        authorities = try config.authorities(ofCluster: context.cluster)
        namespace = context.namespace.isEmpty ? nil : context.namespace
        isAll = [EntryKind.context, .cluster, .user].allSatisfy { config.names($0).count == 1 }
    }

    /// The cluster of another kubeconfig that is the same one: same address, same CAs.
    public func sameCluster(in config: Kubeconfig) throws -> String? {
        try config.names(.cluster).first { name in
            guard let known = try config.cluster(named: name), known.server == server else { return false }
            return try config.authorities(ofCluster: name)?.fingerprintSHA256 == authorities?.fingerprintSHA256
        }
    }
}
