// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
public import KuberingSystem

/// Deletes a credential from its store, and then from the list of what is stored.
public struct RemoveCredential {
    private let index: CredentialIndex
    private let stores: CredentialStores

    /// Prepares a removal.
    public init(_ world: World) {
        index = CredentialIndex(world.directories)
        stores = CredentialStores(world, mayAsk: world.prompter.canAsk)
    }

    /// Removes a credential.
    ///
    /// One that the store no longer has is taken off the list all the same, and reported as not found.
    ///
    /// - Parameter entry: Which one.
    /// - Throws: `SecretsError`.
    public func run(_ entry: CredentialIndex.Entry) throws {
        guard let id = CredentialID(parsing: entry.facts.id) else {
            throw WorkflowError(
                .noCredential, "\(OutsideText.quoted(entry.facts.id)) is no id of a credential", exitStatus: .notFound)
        }
        guard let name = StoreName(rawValue: entry.facts.store) else {
            throw WorkflowError(
                .noCredential,
                "there is no store named \(OutsideText.quoted(entry.facts.store)); see: kubering credential stores",
                exitStatus: .unreachable)
        }
        do throws(SecretsError) {
            try stores.store(name).remove(id)
        } catch {
            if error.code == .credentialNotFound { try index.remove(entry.facts.id) }
            throw error
        }
        try index.remove(entry.facts.id)
    }
}
