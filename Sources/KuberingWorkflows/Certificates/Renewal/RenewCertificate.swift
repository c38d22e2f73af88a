// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
public import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

/// Gives a user a new certificate for a new key, and keeps the old ones until then.
///
/// First a request is made, with the subject and names of the old certificate (``request(for:keyType:)``). When its
/// certificate is there, ``accept(_:user:into:force:isDryRun:)`` stores the new credential, reads it back, points the
/// user to it, and removes the old one, as a move of the user's credential does.
public struct RenewCertificate {
    /// What was found and done.
    public struct Outcome: Sendable {
        /// Where the new key is.
        public let facts: CredentialFacts
        /// The new certificate.
        public let leaf: Certificate
        /// The name of the cluster whose CA was to sign it.
        public let cluster: String
        /// Whether nobody could check that the cluster's authority signed it, because the cluster names none.
        public let isChainUnchecked: Bool
        /// What should be known about the certificate although it will work.
        public let warnings: [CertificateFinding]
        /// The files that changed.
        public let changes: [FileChange]
        /// What is left of the old credential, and of the request that is fulfilled.
        public let leftovers: MoveLeftovers
    }

    private let location: KubeconfigLocation
    private let stores: CredentialStores
    private let index: CredentialIndex
    private let world: World

    /// Prepares a renewal.
    ///
    /// - Parameters:
    ///   - location: The kubeconfig that has the user; of changes its history notes only that they were made.
    ///   - stores: Where credentials are now.
    ///   - world: For the clock, randomness and the folders.
    public init(_ location: KubeconfigLocation, stores: CredentialStores, world: World) {
        self.location = location
        self.stores = stores
        self.world = world
        index = CredentialIndex(world.directories)
    }

    /// What is to be asked for, from the user's certificate of today.
    ///
    /// - Throws: ``WorkflowError`` when the user does not sign in with a certificate; what its store throws.
    public func request(for user: String, keyType: NewKeyType?) throws -> RequestCertificate.Request {
        let config = try Kubeconfig.load(location)
        let place = try Self.place(of: user, in: config)
        let credential = try UserCredentialReader(stores, index).credential(of: place, in: config)
        guard case .certificate(let certificates, _) = credential.secret else {
            throw WorkflowError(
                .noCertificate, "user \(OutsideText.quoted(user)) does not sign in with a certificate",
                exitStatus: .notFound)
        }
        var request = RequestCertificate.Request(user: user, subject: certificates.leaf.subject)
        let names = certificates.leaf.subjectAlternativeNames
        request.names = names.filter(\.canBeWritten)
        request.leftOut = names.filter { !$0.canBeWritten }
        request.keyType = keyType
        return request
    }

    /// Takes the new certificate.
    ///
    /// - Parameters:
    ///   - certificates: The new certificate, with any intermediates.
    ///   - user: The user.
    ///   - store: Where the key goes; nil is where the key was made.
    ///   - force: Whether a certificate for another user or other groups, or for another user's request, is taken.
    ///   - isDryRun: Whether to stop before anything is kept.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` when it does not fit; what stores and the transaction throw. Nothing is left behind then.
    public func accept(
        _ certificates: CertificateBundle, user: String, into store: (any CredentialStore)?, force: Bool, isDryRun: Bool
    ) throws -> Outcome {
        let pending = try request(fulfilledBy: certificates, for: user, force: force)
        let key = try PendingRequests(world).key(of: pending)
        guard let bundle = certificates.withLeafFirst(for: key) else {
            throw WorkflowError(
                .doesNotFit,
                "the key that is stored for the request is not the certificate's; make another request with: "
                    + "kubering certificate renew --new \(ShellQuoting.quoted(user))")
        }
        if !force { try pending.check(bundle.leaf) }
        let store = try store ?? stores.store(StoreName(rawValue: pending.entry.facts.store) ?? .vault)
        let new = UserCredential(secret: .certificate(bundle, key))
        let reader = UserCredentialReader(stores, index)
        var found: (cluster: UserCluster, isChainUnchecked: Bool, warnings: [CertificateFinding])?
        let done = try MoveTransaction(location, stores, index, world).run(to: .store(store), isDryRun: isDryRun) {
            config in
            let place = try Self.place(of: user, in: config)
            let old = try reader.credential(of: place, in: config)
            let cluster = try UserCluster.only(of: place, in: config)
            let authorities = try config.authorities(ofCluster: cluster.name)
            let warnings = try ClientCertificateCheck.warnings(
                beforeUseOf: bundle, key, authorities: authorities, now: world.now())
            found = (cluster, authorities == nil, warnings)
            return [
                try UserMove(of: place, replacing: old, by: new, for: cluster, in: store.name, config, world)
            ]
        }
        guard let found, case .item(_, _, let facts, _) = done.moves.first?.arrival else {
            fatalError("the transaction did not ask for its plan")
        }
        var leftovers = done.leftovers
        if !isDryRun { leftovers.notRemoved += remove(pending) }
        return Outcome(
            facts: facts, leaf: bundle.leaf, cluster: found.cluster.name, isChainUnchecked: found.isChainUnchecked,
            warnings: found.warnings, changes: done.changes, leftovers: leftovers)
    }

    private static func place(of user: String, in config: Kubeconfig) throws -> EntryPlace {
        guard let origin = config.origin(.user, named: user) else {
            throw ConfigError.notFound(.user, user, existing: config.names(.user), place: config.placeInWords)
        }
        return EntryPlace(file: origin.file, kind: .user, name: user)
    }

    private func request(
        fulfilledBy certificates: CertificateBundle, for user: String, force: Bool
    ) throws -> PendingRequest {
        guard let pending = try PendingRequests(world).matching(certificates) else {
            throw WorkflowError(
                .doesNotFit,
                "no request waits for this certificate; make one with: kubering certificate renew "
                    + ShellQuoting.quoted(user), exitStatus: .notFound)
        }
        guard force || pending.entry.user.isExactly(user) else {
            throw WorkflowError(
                .doesNotFit,
                "the certificate is for the request of \(OutsideText.quoted(pending.entry.user)), not of "
                    + "\(OutsideText.quoted(user)); say --force to take it all the same")
        }
        return pending
    }

    private func remove(_ pending: PendingRequest) -> [(id: String, reason: String)] {
        do {
            try PendingRequests(world).remove(pending)
            return []
        } catch {
            return [(id: pending.entry.facts.id, reason: "\(error)")]
        }
    }
}
