// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
public import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

/// From a signed certificate to a working context, with the private key in a store and in no file.
///
/// Everything is checked before anything is kept. The credential is stored after the new kubeconfig has been worked out
/// and before it is written; if writing fails, the credential is removed again.
public struct OnboardUser {
    /// What is asked for.
    public struct Request: Sendable {
        /// The user's name in the kubeconfig.
        public var user: String
        /// The signed certificate, leaf first.
        public var certificate: CertificateBundle
        /// Its private key.
        public var key: PrivateKey
        /// The cluster's name; nil takes the current context's cluster, or the server's host.
        public var cluster: String?
        /// The address of a cluster that is not in the kubeconfig yet.
        public var server: String?
        /// The CAs of that cluster.
        public var authorities: CertificateBundle?
        /// The new context's name, which may hold placeholders; nil is `USER@CLUSTER`.
        public var context: ContextNameTemplate?
        /// The new context's namespace.
        public var namespace: String?
        /// Whether the new context becomes the current one.
        public var use = false
        /// Whether the certificate may be that of a CA.
        public var allowsAuthority = false

        /// Starts with what is always needed.
        public init(user: String, certificate: CertificateBundle, key: PrivateKey) {
            self.user = user
            self.certificate = certificate
            self.key = key
        }

        /// The certificates with the one that belongs to the key in front.
        func sortedCertificate() throws(WorkflowError) -> CertificateBundle {
            if let sorted = certificate.withLeafFirst(for: key) { return sorted }
            throw WorkflowError(
                .doesNotFit,
                "the private key (\(key.type)) does not belong to the certificate of "
                    + OutsideText.quoted(certificate.leaf.subject.description))
        }
    }

    /// What was found and done.
    public struct Outcome: Sendable {
        /// The context that works now.
        public let context: String
        /// The name of its cluster.
        public let cluster: String
        /// The cluster's address.
        public let server: String
        /// Where the key is.
        public let facts: CredentialFacts
        /// The certificate that belongs to the key, whatever else its file holds.
        public let leaf: Certificate
        /// Whether nobody could check that the cluster's authority signed it, because the cluster names none.
        public let isChainUnchecked: Bool
        /// What should be known about the certificate although it will work.
        public let warnings: [CertificateFinding]
        /// The context that was current before; nil unless the new one became current.
        public let previousContext: String?
        /// The files that changed.
        public let changes: [FileChange]
        /// What became of the history's knowledge of the key.
        public let forgetting: Forgetting
    }

    private let location: KubeconfigLocation
    private let store: any CredentialStore
    private let index: CredentialIndex
    private let world: World

    /// Prepares an onboarding.
    ///
    /// - Parameters:
    ///   - location: The kubeconfig that gets the user.
    ///   - store: Where the key goes.
    ///   - index: The list of stored credentials.
    ///   - world: For the clock, randomness and the path that the kubeconfig calls kubering by.
    public init(
        _ location: KubeconfigLocation, store: any CredentialStore, index: CredentialIndex, world: World
    ) {
        self.location = location
        self.store = store
        self.index = index
        self.world = world
    }

    /// Checks, stores and writes.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - isDryRun: Whether to stop before anything is kept.
    /// - Returns: What was found and done.
    /// - Throws: ``WorkflowError`` when certificate, key and cluster do not fit; what the store and the transaction
    ///   throw. Nothing is left behind then, neither in the store nor in a file.
    public func run(_ request: Request, isDryRun: Bool = false) throws -> Outcome {
        let certificate = try request.sortedCertificate()
        if let namespace = request.namespace { try NamespaceName.check(namespace) }
        let id = CredentialID(randomBytes: world.randomBytes)
        let credential = UserCredential(secret: .certificate(certificate, request.key))
        let kept = NewCredentials(in: store, index)
        var target: OnboardingCluster?
        var warnings: [CertificateFinding] = []
        var facts: CredentialFacts?
        func plan(_ config: Kubeconfig) throws -> [KubeconfigEdit] {
            let cluster = try OnboardingCluster(request, in: config)
            warnings = try ClientCertificateCheck.warnings(
                beforeUseOf: certificate, request.key, authorities: cluster.authorities,
                allowsAuthority: request.allowsAuthority, now: world.now())
            let known = credential.facts(id, in: store.name, for: cluster.server)
            (target, facts) = (cluster, known)
            return try edits(request, cluster, known, in: config)
        }
        if !isDryRun {
            // Somebody may have to type a passphrase: after everything has been checked, before the kubeconfig is locked.
            _ = try KubeconfigTransaction(location, isDryRun: true).run(plan: plan)
            try store.prepare(for: .saving)
        }
        do {
            let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run(plan: plan) { _ in
                guard let target, let facts else { return }
                let item = credential.item(boundTo: target.binding, label: request.user, now: world.now())
                try kept.add(item, id: id, user: request.user, facts)
            }
            // The kubeconfig names it; that the list does not know that yet is no reason to fail.
            try? kept.finish()
            guard let target, let facts else { fatalError("the transaction did not ask for its plan") }
            let history = History(world.directories)
            return Outcome(
                context: try target.contextName(request), cluster: target.name, server: target.server, facts: facts,
                leaf: certificate.leaf, isChainUnchecked: target.authorities == nil, warnings: warnings,
                previousContext: request.use ? result.before.currentContext : nil,
                changes: result.changes,
                forgetting: isDryRun ? .nothing : Forgetting { try history.forget(keys: [request.key]) })
        } catch {
            try kept.takeBack(after: error)
            throw error
        }
    }

    private func edits(
        _ request: Request, _ cluster: OnboardingCluster, _ facts: CredentialFacts,
        in config: Kubeconfig
    ) throws -> [KubeconfigEdit] {
        if let taken = config.origin(.user, named: request.user) {
            let name = OutsideText.quoted(request.user)
            throw WorkflowError(
                .doesNotFit,
                "there is a user \(name) in \(OutsideText.escaped(config.path(of: taken))) already: choose another name, or "
                    + "first rename it or delete it with: kubering user delete --force \(ShellQuoting.quoted(request.user))"
            )
        }
        let contextName = try cluster.contextName(request)
        if let taken = config.origin(.context, named: contextName) {
            throw WorkflowError(
                .doesNotFit,
                "there is a context \(OutsideText.quoted(contextName)) in \(OutsideText.escaped(config.path(of: taken))) "
                    + "already: choose another name with --context")
        }
        var edits: [KubeconfigEdit] = []
        if let content = cluster.newContent { edits.append(.add(.cluster, name: cluster.name, content: content)) }
        edits.append(.add(.user, name: request.user, content: ExecEntry.user(facts, command: ExecCommand.text(world))))
        edits.append(
            .add(
                .context, name: contextName,
                content: cluster.context(request)))
        if request.use { edits.append(.setCurrentContext(contextName)) }
        return edits
    }
}
