// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSecrets
public import KuberingSystem

/// Moves what users sign in with: out of the kubeconfig and its files into a store, from one store to another, or back.
///
/// Everything is checked first. Then the new place is written and read back, as kubectl will be answered from it; then
/// the kubeconfigs are changed, all of them or none; the old place is the last to go. Wherever it fails, every user has a
/// credential that works, and no second one is left. The history is not told of the change and loses what it knew of the
/// credentials.
public struct MoveCredentials {
    /// Whose credentials.
    public enum Users: Sendable {
        /// Of everybody who has one.
        case all
        /// Of the users of these names and patterns.
        case named([String])
    }

    /// Where they go.
    public enum Destination: Sendable {
        /// Into a store.
        case store(any CredentialStore)
        /// Into the kubeconfig, in clear.
        case embedded
        /// Into files in this folder, in clear; it is made when it is missing.
        case files(folder: String)
    }

    /// A user whose credential was moved.
    public struct Moved: Sendable {
        /// The user's name.
        public let user: String
        /// What it is: `token`, or `key and certificate`.
        public let noun: String
        /// The facts of the new item; nil when the credential is in no store now.
        public let facts: CredentialFacts?
        /// The new files.
        public let files: [String]
        /// The file that the user's token was read from, and will not be any more.
        public let tokenFile: String?
    }

    /// A user whose credential stayed.
    public struct Kept: Sendable {
        /// Why, as a clause with the user's name.
        public let reason: String
        /// Whether there is one, and it could not be moved.
        public let isProblem: Bool
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// Who has a credential in the new place.
        public let moved: [Moved]
        /// Who has not.
        public let kept: [Kept]
        /// The kubeconfigs that changed.
        public let changes: [FileChange]
        /// What is left of the old credentials.
        public let leftovers: MoveLeftovers
    }

    private let location: KubeconfigLocation
    private let stores: CredentialStores
    private let index: CredentialIndex
    private let world: World

    /// Prepares a move.
    ///
    /// - Parameters:
    ///   - location: The kubeconfigs; of changes its history notes only that they were made.
    ///   - stores: Where credentials are now.
    ///   - world: For the folders, the clock, randomness, and the path that the kubeconfig calls kubering by.
    public init(_ location: KubeconfigLocation, stores: CredentialStores, world: World) {
        self.location = location
        self.stores = stores
        self.world = world
        index = CredentialIndex(world.directories)
    }

    /// Moves.
    ///
    /// - Parameters:
    ///   - users: Whose credentials. A user who is named in full must have one that can be moved; those that a pattern
    ///     takes in may stay.
    ///   - destination: Where they go.
    ///   - isDryRun: Whether only the change is worked out; the old place is read for it.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` for a user who is named in full and cannot be moved; what stores and the transaction
    ///   throw. Everything is as it was then.
    public func run(_ users: Users, to destination: Destination, isDryRun: Bool = false) throws -> Outcome {
        let reader = UserCredentialReader(stores, index)
        var kept: [Kept] = []
        let done = try MoveTransaction(location, stores, index, world).run(to: destination, isDryRun: isDryRun) {
            config in
            let plan = try MovePlan(of: users, to: destination, in: config, reader, world)
            kept = plan.kept
            return plan.moves
        }
        return Outcome(
            moved: done.moves.map(\.report), kept: kept, changes: done.changes, leftovers: done.leftovers)
    }
}

extension UserMove {
    fileprivate var report: MoveCredentials.Moved {
        var (facts, files): (CredentialFacts?, [String]) = (nil, [])
        switch arrival {
        case .item(_, _, let known, _): facts = known
        case .files(let new): files = new.map(\.path)
        case .fields: break
        }
        var tokenFile: String?
        if case .fields(let old) = credential.place { tokenFile = old.token }
        return .init(user: place.name, noun: credential.noun, facts: facts, files: files, tokenFile: tokenFile)
    }
}
