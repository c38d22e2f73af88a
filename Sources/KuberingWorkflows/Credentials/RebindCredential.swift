// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

/// Lets a stored credential be used with the cluster that its user has now.
///
/// A credential is given out for one server, under one authority, only. When the cluster really has another address or
/// another CA, somebody has to say so: a kubeconfig of a stranger could say it too.
public struct RebindCredential {
    /// What would be done, for the question.
    public struct Change: Sendable {
        /// What the credential is for now.
        public let before: CredentialBinding
        /// What it would be for.
        public let after: CredentialBinding
        /// The cluster with that binding.
        public let cluster: String
        let store: StoreName
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// The facts of the credential under its new id.
        public let facts: CredentialFacts
        /// The kubeconfigs that changed.
        public let changes: [FileChange]
        /// What is left of the credential under its old id.
        public let leftovers: MoveLeftovers
    }

    private let location: KubeconfigLocation
    private let stores: CredentialStores
    private let index: CredentialIndex
    private let reader: UserCredentialReader
    private let world: World

    /// Prepares it.
    ///
    /// - Parameters:
    ///   - location: The kubeconfigs; of changes its history notes only that they were made.
    ///   - stores: Where credentials are.
    ///   - world: For the clock, randomness and the folders.
    public init(_ location: KubeconfigLocation, stores: CredentialStores, world: World) {
        self.location = location
        self.stores = stores
        self.world = world
        index = CredentialIndex(world.directories)
        reader = UserCredentialReader(stores, index)
    }

    /// What would change.
    ///
    /// - Returns: The change; nil when the credential is for the user's cluster already.
    /// - Throws: ``WorkflowError`` when the user has no stored credential, or no cluster; what its store throws.
    public func change(of user: String) throws -> Change? {
        let found = try find(user, in: try Kubeconfig.load(location))
        do throws(SecretsError) {
            try found.cluster.check(found.item.binding)
            return nil
        } catch {
            return Change(
                before: found.item.binding, after: try found.cluster.binding(), cluster: found.cluster.name,
                store: found.store)
        }
    }

    /// Binds the credential to the user's cluster.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - agreed: What was agreed to; the user's cluster must still be like that.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: As ``change(of:)``; what the transaction throws. Everything is as it was then.
    public func run(_ user: String, to agreed: Change, isDryRun: Bool) throws -> Outcome {
        let done = try MoveTransaction(location, stores, index, world)
            .run(to: .store(try stores.store(agreed.store)), isDryRun: isDryRun) { config in
                let found = try find(user, in: config)
                guard try found.cluster.binding() == agreed.after else {
                    throw WorkflowError.doesNotFit(found.place, "has another cluster now than a moment ago; try again")
                }
                return [
                    try UserMove(
                        of: found.place, replacing: found.credential,
                        by: UserCredential(secret: found.credential.secret), for: found.cluster, in: agreed.store,
                        config, world)
                ]
            }
        guard case .item(_, _, let facts, _)? = done.moves.first?.arrival else {
            fatalError("the transaction did not ask for its plan")
        }
        return Outcome(facts: facts, changes: done.changes, leftovers: done.leftovers)
    }

    private typealias Found = (
        place: EntryPlace, credential: UserCredential, item: StoredCredential, store: StoreName, cluster: UserCluster
    )

    private func find(_ user: String, in config: Kubeconfig) throws -> Found {
        guard let origin = config.origin(.user, named: user) else {
            throw ConfigError.notFound(.user, user, existing: config.names(.user), place: config.placeInWords)
        }
        let place = EntryPlace(file: origin.file, kind: .user, name: user)
        let credential = try reader.credential(of: place, in: config)
        guard case .store(let item, _, let store) = credential.place else {
            throw WorkflowError.nothingToMove(
                place, "has its credential in the kubeconfig, where it is bound to no cluster")
        }
        return (place, credential, item, store, try UserCluster.only(of: place, in: config))
    }
}
