// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
import KuberingSystem

/// Gives users their credentials in a new place: first that is written and read back, then the kubeconfigs are changed,
/// all of them or none, and the old place is the last to go.
///
/// Wherever it fails, every user has a credential that works, and no second one is left. The history notes that there was
/// a change, which it cannot take back, and loses what it knew of the old credentials.
struct MoveTransaction {
    /// What was done.
    struct Outcome {
        /// Whose credentials.
        let moves: [UserMove]
        /// The kubeconfigs that changed.
        let changes: [FileChange]
        /// What is left of the old credentials.
        let leftovers: MoveLeftovers
    }

    private let location: KubeconfigLocation
    private let stores: CredentialStores
    private let index: CredentialIndex
    private let world: World

    init(_ location: KubeconfigLocation, _ stores: CredentialStores, _ index: CredentialIndex, _ world: World) {
        var location = location
        location.recorder = location.recorder?.withholding
        self.location = location
        self.stores = stores
        self.index = index
        self.world = world
    }

    /// Moves.
    ///
    /// - Parameters:
    ///   - destination: Where all of them go.
    ///   - isDryRun: Whether only the change is worked out; the old place is read for it.
    ///   - plan: What is moved, worked out from the kubeconfig as it is when it is called; it is called again once the
    ///     kubeconfig is locked.
    /// - Returns: What was done.
    /// - Throws: What the plan, stores and the transaction throw. Everything is as it was then.
    func run(
        to destination: MoveCredentials.Destination, isDryRun: Bool, plan: (Kubeconfig) throws -> [UserMove]
    ) throws -> Outcome {
        var moves: [UserMove] = []
        var arrivals = MoveArrivals(destination, index, now: world.now())
        func transact(isDryRun: Bool) throws -> KubeconfigTransaction.Result {
            try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
                moves = try plan(config)
                try arrivals.check(moves)
                return moves.flatMap(\.edits)
            } beforeWriting: { _ in
                for move in moves { try arrivals.add(move) }
            }
        }
        // Everything is checked, and whoever has to be asked is asked, before the kubeconfig is locked.
        var result = try transact(isDryRun: true)
        if !isDryRun, !moves.isEmpty {
            if case .store(let store) = destination { try store.prepare(for: .savingAndReading) }
            do {
                result = try transact(isDryRun: false)
                arrivals.finish()
            } catch {
                try arrivals.takeBack(after: error)
                throw error
            }
        }
        let leftovers = isDryRun ? .nothing : try self.leftovers(of: moves, movedTo: destination, result)
        return Outcome(moves: moves, changes: result.changes, leftovers: leftovers)
    }

    private func leftovers(
        of moves: [UserMove], movedTo destination: MoveCredentials.Destination, _ result: KubeconfigTransaction.Result
    ) throws -> MoveLeftovers {
        let abandoned = try AbandonedPlaces(moves, in: result.before)
        var copies: [String] = []
        // Who moves a secret out of a store wants it in clear.
        if case .store = destination {
            copies = SecretCopies.files(of: moves, beside: result.changes, except: abandoned.unusedFiles)
        }
        return MoveLeftovers(
            unusedFiles: abandoned.unusedFiles, copies: copies, notRemoved: abandoned.removeItems(from: stores, index),
            forgetting: Forgetting(of: moves, in: History(world.directories)))
    }
}
