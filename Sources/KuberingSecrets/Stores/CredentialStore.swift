// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A place where credentials rest.
///
/// Calls block until the store has answered or the store's own deadline has passed. A store never falls back to
/// another one, and never to plain text.
public protocol CredentialStore: Sendable {
    /// Which one it is.
    var name: StoreName { get }

    /// Whether the store can be used now; asks the user nothing and starts no dialog.
    func state() -> StoreState

    /// Makes the store ready for what comes, so that nobody has to be asked in the middle of it.
    ///
    /// What can be made is made, and what can be unlocked is unlocked, asking the user where that is allowed.
    ///
    /// - Parameter access: What comes.
    /// - Throws: ``SecretsError`` when the store could not be used then.
    func prepare(for access: StoreAccess) throws(SecretsError)

    /// Stores a credential under an id and reads it back, in place of what was there.
    ///
    /// - Parameters:
    ///   - credential: What is stored.
    ///   - id: The id it is found by.
    /// - Throws: ``SecretsError``; after `credential-not-saved` no item that cannot be read is left.
    func save(_ credential: StoredCredential, id: CredentialID) throws(SecretsError)

    /// The credential with that id.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Returns: The credential.
    /// - Throws: ``SecretsError``, with `credential-not-found` only when the store is sure that it is not there.
    func read(_ id: CredentialID) throws(SecretsError) -> StoredCredential

    /// Removes the credential with that id and looks again that it is gone.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Throws: ``SecretsError``, with `credential-not-found` when there was none.
    func remove(_ id: CredentialID) throws(SecretsError)

    /// The ids of everything kubering keeps there, sorted.
    ///
    /// - Returns: The ids, possibly none.
    /// - Throws: ``SecretsError``, with `store-locked` when some of it cannot be listed.
    func identifiers() throws(SecretsError) -> [CredentialID]
}

/// What a store is wanted for.
public enum StoreAccess: Sendable, Hashable {
    /// Saving only, which the vault allows while it is locked.
    case saving
    /// Saving, and reading what was saved.
    case savingAndReading
}
