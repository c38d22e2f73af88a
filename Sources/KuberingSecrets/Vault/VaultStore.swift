// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The vault as a store of credentials.
public struct VaultStore: CredentialStore {
    /// Always `vault`.
    public let name = StoreName.vault

    private let access: VaultAccess
    private var items: VaultItems { VaultItems(access.vault) }

    /// Describes the store; nothing is touched yet.
    ///
    /// - Parameter access: The vault, and where its passphrase comes from.
    public init(_ access: VaultAccess) { self.access = access }

    /// Whether the vault is there, and unlocked or its passphrase at hand; asks nobody, and does not try the passphrase.
    public func state() -> StoreState {
        do {
            return try access.isOpen() ? .usable : .locked(.vaultLocked(nil))
        } catch {
            return .unavailable(error)
        }
    }

    /// Makes the vault when it is missing, and unlocks it when it will be read from.
    ///
    /// - Parameter access: What comes.
    /// - Throws: ``SecretsError``; `vault-missing` when the vault is, and no passphrase for it can be had.
    public func prepare(for access: StoreAccess) throws(SecretsError) {
        if try !self.access.vault.exists { try makeVault() }
        if access == .savingAndReading { _ = try self.access.identity(for: nil) }
    }

    /// The credential with that id, after unlocking the vault where that can be done.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Returns: The credential.
    /// - Throws: ``SecretsError``; `credential-not-found` also when the vault is locked, which hides no names.
    public func read(_ id: CredentialID) throws(SecretsError) -> StoredCredential {
        guard try access.vault.exists else { throw .vaultMissing() }
        guard try access.vault.holds(id) else { throw .credentialNotFound(id, in: "the vault") }
        let identity = try access.identity(for: id)
        guard let credential = try items.read(id, identity) else { throw .credentialNotFound(id, in: "the vault") }
        return credential
    }

    /// Stores a credential, and reads it back as far as the vault is unlocked; makes the vault when it is missing.
    ///
    /// - Parameters:
    ///   - credential: What is stored.
    ///   - id: The id it is found by.
    /// - Throws: ``SecretsError``; `vault-missing` when the vault is, and no passphrase for it can be had.
    public func save(_ credential: StoredCredential, id: CredentialID) throws(SecretsError) {
        let text = try credential.encoded(id: id)
        if try !access.vault.exists { try makeVault() }
        try items.write(text, id, identity: try access.heldIdentity())
    }

    private func makeVault() throws(SecretsError) {
        do {
            _ = try access.create()
        } catch {
            // Another process was first; what matters is that there is one.
            guard error.code == .vaultExists else { throw error }
        }
    }

    /// Removes the credential with that id; takes no passphrase.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Throws: ``SecretsError``, with `credential-not-found` when there was none.
    public func remove(_ id: CredentialID) throws(SecretsError) {
        guard try access.vault.exists else { throw .vaultMissing() }
        let folder = access.vault.folder
        let removed = try folder.withLock { () throws(SecretsError) in
            folder.removeLeftovers()
            return try folder.remove(id)
        }
        guard removed else { throw .credentialNotFound(id, in: "the vault") }
    }

    /// The ids of everything in the vault, sorted; takes no passphrase.
    public func identifiers() throws(SecretsError) -> [CredentialID] {
        guard try access.vault.exists else { throw .vaultMissing() }
        return try access.vault.folder.identifiers()
    }
}
