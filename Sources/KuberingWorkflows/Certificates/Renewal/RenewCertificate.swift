// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingCertificates
public import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

import struct FoundationEssentials.Date

/// Gives a user a new certificate for a new key, and keeps the old ones until then.
///
/// First a request is made, with the subject and names of the old certificate (``request(for:in:keyType:)``). When its
/// certificate is there, ``accept(_:user:into:force:isDryRun:)`` stores the new credential, points the user to it, and
/// removes the old one.
public struct RenewCertificate {
    /// What was found and done.
    public struct Outcome: Sendable {
        /// Where the new key is.
        public let facts: CredentialFacts
        /// The new certificate.
        public let leaf: Certificate
        /// The cluster it was checked against.
        public let cluster: String
        /// What should be known about the certificate although it will work.
        public let warnings: [CertificateFinding]
        /// The files that changed.
        public let changes: [FileChange]
        /// Why the old credential or the fulfilled request could not be removed, if so.
        public let leftovers: [String]
        /// What became of the history's knowledge of the old key.
        public let forgetting: Forgetting
    }

    private let location: KubeconfigLocation
    private let stores: CredentialStores
    private let index: CredentialIndex
    private let world: CommandContext

    /// Prepares a renewal.
    ///
    /// - Parameters:
    ///   - location: The kubeconfig that has the user; changes are not recorded.
    ///   - stores: Where credentials are now.
    ///   - world: For the clock, randomness and the folders.
    public init(_ location: KubeconfigLocation, stores: CredentialStores, world: CommandContext) {
        var location = location
        // To take the change back would bring back a user whose credential is gone.
        location.recorder = nil
        self.location = location
        self.stores = stores
        self.world = world
        index = CredentialIndex(world.directories)
    }

    /// What is to be asked for, from the user's certificate of today.
    ///
    /// - Throws: ``WorkflowError`` when the user does not sign in with a certificate; what its store throws.
    public func request(for user: String, keyType: NewKeyType) throws -> RequestCertificate.Request {
        let config = try Kubeconfig.load(location)
        guard case .certificate(let certificates, _) = try credential(of: user, in: config).secret else {
            throw WorkflowError(
                .noCertificate, "user \(OutsideText.quoted(user)) does not sign in with a certificate",
                exitStatus: .notFound)
        }
        var request = RequestCertificate.Request(user: user, subject: certificates.leaf.subject)
        request.names = certificates.leaf.subjectAlternativeNames
        request.keyType = keyType
        return request
    }

    /// Takes the new certificate.
    ///
    /// - Parameters:
    ///   - certificates: The new certificate, with any intermediates.
    ///   - user: The user.
    ///   - store: Where the key goes; nil is where the key was made.
    ///   - force: Whether a certificate for another user or other groups is taken.
    ///   - isDryRun: Whether to stop before anything is kept.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` when it does not fit; what stores and the transaction throw. Nothing is left behind then.
    public func accept(
        _ certificates: CertificateBundle, user: String, into store: (any CredentialStore)?, force: Bool, isDryRun: Bool
    ) throws -> Outcome {
        let requests = PendingRequests(world)
        guard let pending = try requests.matching(certificates) else {
            throw WorkflowError(
                .doesNotFit,
                "no request waits for this certificate; make one with: kubering certificate renew "
                    + ShellQuoting.quoted(user), exitStatus: .notFound)
        }
        let key = try requests.key(of: pending)
        guard let bundle = certificates.withLeafFirst(for: key) else {
            throw WorkflowError(
                .doesNotFit,
                "the key that is stored for the request is not the certificate's; make another request with: "
                    + "kubering certificate renew \(ShellQuoting.quoted(user))")
        }
        if !force { try pending.check(bundle.leaf) }
        let old = try credential(of: user, in: try Kubeconfig.load(location))
        let store = try store ?? stores.store(StoreName(rawValue: pending.entry.facts.store) ?? .vault)
        if !isDryRun { try store.prepare(for: .saving) }
        let id = CredentialID(randomBytes: world.randomBytes)
        let new = UserCredential(secret: .certificate(bundle, key), place: .fields(.init()))
        let kept = NewCredentials(in: store, index)
        var plan: Plan?
        do {
            let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
                let made = try Plan(new, id, in: store.name, user: user, config, world)
                plan = made
                return made.edits
            } beforeWriting: { _ in
                guard let plan else { return }
                try kept.add(plan.item, id: id, user: user, plan.facts)
            }
            guard let plan else { fatalError("the transaction did not ask for its plan") }
            let history = History(world.directories)
            return Outcome(
                facts: plan.facts, leaf: bundle.leaf, cluster: plan.cluster.name, warnings: plan.warnings,
                changes: result.changes, leftovers: isDryRun ? [] : remove(old, and: pending),
                forgetting: isDryRun ? .nothing : Self.forget(old, history))
        } catch {
            try kept.takeBack(after: error)
            throw error
        }
    }

    private func credential(of user: String, in config: Kubeconfig) throws -> UserCredential {
        guard let origin = config.origin(.user, named: user) else {
            throw ConfigError.notFound(.user, user, existing: config.names(.user), place: config.placeInWords)
        }
        return try UserCredentialReader(stores, index).credential(
            of: EntryPlace(file: origin.file, kind: .user, name: user), in: config)
    }

    /// The old credential and the request that is fulfilled; what cannot be removed is told.
    private func remove(_ old: UserCredential, and pending: PendingRequest) -> [String] {
        var problems: [String] = []
        func attempt(_ id: String, _ body: () throws -> Void) {
            do {
                try body()
            } catch {
                problems.append(
                    "\(error); remove it with: kubering credential remove \(id)")
            }
        }
        if case .store(_, let id, let name) = old.place {
            attempt(id.description) {
                try stores.store(name).remove(id)
                try index.remove(id.description)
            }
        }
        attempt(pending.entry.facts.id) { try PendingRequests(world).remove(pending) }
        return problems
    }

    private static func forget(_ old: UserCredential, _ history: History) -> Forgetting {
        guard case .certificate(_, let key) = old.secret, case .fields = old.place else { return .nothing }
        return Forgetting { try history.forget(key) }
    }

    /// The change, worked out and checked.
    private struct Plan {
        let cluster: UserCluster
        let facts: CredentialFacts
        let item: StoredCredential
        let warnings: [CertificateFinding]
        let edits: [KubeconfigEdit]

        init(
            _ new: UserCredential, _ id: CredentialID, in store: StoreName, user: String, _ config: Kubeconfig,
            _ world: CommandContext
        ) throws {
            guard let origin = config.origin(.user, named: user), let entry = try config.user(named: user),
                case .certificate(let bundle, let key) = new.secret
            else {
                throw ConfigError.notFound(.user, user, existing: config.names(.user), place: config.placeInWords)
            }
            let place = EntryPlace(file: origin.file, kind: .user, name: user)
            cluster = try UserCluster.only(of: place, in: config)
            let check = ClientCertificateCheck(
                bundle, key: key, authorities: try config.authorities(ofCluster: cluster.name), now: world.now(),
                warnBefore: bundle.leaf.timeOfWarning)
            let errors = check.findings.filter { $0.severity == .error }
            guard errors.isEmpty else {
                throw WorkflowError(.doesNotFit, errors.map(\.message).joined(separator: "; "))
            }
            warnings = check.findings
            facts = new.facts(id, in: store, for: cluster.server)
            item = StoredCredential(
                content: new.content, binding: try cluster.binding(), label: user, notAfter: new.notAfter,
                created: world.now())
            let content = try config.content(of: origin, .user)
            edits =
                ExecEntry.id(of: entry) != nil
                ? ExecEntry.changing(place, content, facts)
                : ExecEntry.adding(to: place, content, facts, command: ExecCommand.text(world))
                    + UserMove.emptying(place, in: config)
        }
    }
}
