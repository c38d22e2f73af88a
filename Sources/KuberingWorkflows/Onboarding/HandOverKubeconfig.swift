// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingCertificates
public import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// A kubeconfig that needs no other file, for a new user who is somewhere else.
///
/// The same checks as for a user of one's own; nothing is stored, and the own kubeconfig stays as it is.
public struct HandOverKubeconfig {
    /// What was written.
    public struct Outcome: Sendable {
        /// The name of its only context.
        public let context: String
        /// The name of that context's cluster.
        public let cluster: String
        /// The certificate that belongs to the key.
        public let leaf: Certificate
        /// Whether nobody could check that the cluster's authority signed it.
        public let isChainUnchecked: Bool
        /// What should be known about the certificate although it will work.
        public let warnings: [CertificateFinding]
    }

    private let config: Kubeconfig
    private let world: World

    /// Prepares a kubeconfig.
    ///
    /// - Parameters:
    ///   - config: Where the cluster is found, if it is not a new one.
    ///   - world: For the clock.
    public init(_ config: Kubeconfig, _ world: World) {
        self.config = config
        self.world = world
    }

    /// Checks, and writes the file.
    ///
    /// - Parameters:
    ///   - request: What is asked for; `use` says nothing here, the one context is current.
    ///   - path: An absolute path, where nothing must be yet; mode 0600.
    /// - Returns: What was written.
    /// - Throws: ``WorkflowError`` when certificate, key and cluster do not fit, `FileError`.
    public func write(_ request: OnboardUser.Request, to path: String) throws -> Outcome {
        let certificate = try request.sortedCertificate()
        if let namespace = request.namespace { try NamespaceName.check(namespace) }
        let cluster = try OnboardingCluster(request, in: config)
        let warnings = try ClientCertificateCheck.warnings(
            beforeUseOf: certificate, request.key, authorities: cluster.authorities,
            allowsAuthority: request.allowsAuthority, now: world.now())
        let context = try cluster.contextName(request)
        let kubeconfig = JSONValue.object(present: [
            "apiVersion": "v1", "kind": "Config",
            "clusters": [["name": .string(cluster.name), "cluster": cluster.content]],
            "contexts": [["name": .string(context), "context": cluster.context(request)]],
            "current-context": .string(context),
            "users": [
                [
                    "name": .string(request.user),
                    "user": [
                        "client-certificate-data": .string(Data(certificate.pem.utf8).base64EncodedString()),
                        "client-key-data": .string(
                            request.key.pem.exposedBase64),
                    ],
                ]
            ],
        ])
        _ = try NewFiles(path, SecretBytes(utf8: kubeconfig.yamlText(sortedKeys: true)))
        return Outcome(
            context: context, cluster: cluster.name, leaf: certificate.leaf,
            isChainUnchecked: cluster.authorities == nil, warnings: warnings)
    }
}
