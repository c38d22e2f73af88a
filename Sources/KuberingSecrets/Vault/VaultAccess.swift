// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Synchronization

/// Opens a vault for somebody who may have the passphrase.
public struct VaultAccess: Sendable {
    /// How often somebody at a terminal is asked.
    private static let attempts = 3

    /// What is opened.
    public let vault: Vault
    private let passphrases: PassphraseSource
    private let known: KnownIdentity

    /// Pairs a vault with where its passphrase comes from.
    public init(_ vault: Vault, _ passphrases: PassphraseSource) {
        self.init(vault, passphrases, KnownIdentity())
    }

    /// The same, with what others know who open the vault for the same command.
    init(_ vault: Vault, _ passphrases: PassphraseSource, _ known: KnownIdentity) {
        self.vault = vault
        self.passphrases = passphrases
        self.known = known
    }

    /// What became of unlocking.
    public struct Unlocking: Sendable {
        /// Why the vault will not stay unlocked; nil when it will.
        public let notRemembered: String?
        /// What was added while the vault was locked, by whomever; it counts as the user's own from now on.
        public let adopted: [Adopted]
    }

    /// An item that was added while the vault was locked.
    public struct Adopted: Sendable, Hashable {
        /// The item's id.
        public let id: CredentialID
        /// Whose credential it is.
        public let label: String
        /// The address of the only server that gets it.
        public let server: String
    }

    /// Makes the vault and leaves it unlocked.
    ///
    /// - Parameter seconds: How long it stays so.
    /// - Returns: Whether it does.
    /// - Throws: ``SecretsError``; `vault-exists` when there is one, `vault-missing` when no passphrase can be had.
    public func create(seconds: UInt32 = VaultSession.defaultLifetime) throws(SecretsError) -> Unlocking {
        guard try !vault.exists else { throw .vaultExists(vault.path) }
        guard let passphrase = try passphrases.new("New passphrase for the vault") else {
            throw .vaultNotMade()
        }
        let identity = try vault.create(passphrase: passphrase)
        return Unlocking(notRemembered: remember(identity, seconds: seconds), adopted: [])
    }

    /// Unlocks the vault, and takes over what was added while it was locked.
    ///
    /// - Parameter seconds: How long it stays unlocked.
    /// - Returns: Whether it does, and what was taken over.
    /// - Throws: ``SecretsError``; `store-locked` when no passphrase can be had, `wrong-passphrase`.
    public func unlock(seconds: UInt32) throws(SecretsError) -> Unlocking {
        let identity = try unlocked()
        let problem = remember(identity, seconds: seconds)
        return Unlocking(notRemembered: problem, adopted: try VaultItems(vault).adopt(identity))
    }

    /// Encrypts the identity with a new passphrase; the old one is always asked for.
    ///
    /// - Parameter new: Where the new one comes from.
    /// - Throws: ``SecretsError``.
    public func changePassphrase(to new: PassphraseSource) throws(SecretsError) {
        let identity = try unlocked()
        guard let passphrase = try new.new("New passphrase") else {
            throw .passphraseUnusable("there is no new passphrase: give it with --new-passphrase-fd, or at a terminal")
        }
        try vault.change(passphrase: passphrase, of: identity)
    }

    /// Whether the identity can be had without asking anybody.
    func isOpen() throws(SecretsError) -> Bool {
        try heldIdentity() != nil || passphrases.isGiven
    }

    /// The identity of an unlocked vault, also of one that only this command has unlocked.
    func heldIdentity() throws(SecretsError) -> AgeIdentity? {
        try vault.unlockedIdentity() ?? known.identity
    }

    /// The identity of an unlocked vault, or of one that can be unlocked now.
    ///
    /// - Parameter id: The credential that errors are about.
    /// - Returns: The identity, which is remembered where it can be.
    /// - Throws: ``SecretsError``; `store-locked` when no passphrase can be had.
    func identity(for id: CredentialID?) throws(SecretsError) -> AgeIdentity {
        if let identity = try heldIdentity() { return identity }
        let identity = try opened(for: id)
        // Where nothing can be remembered, the next command unlocks again, as this one did.
        _ = remember(identity, seconds: VaultSession.defaultLifetime)
        return identity
    }

    /// For whoever unlocks, and needs no advice to do that.
    private func unlocked() throws(SecretsError) -> AgeIdentity {
        do throws(SecretsError) {
            return try opened(for: nil)
        } catch {
            throw error.code == .storeLocked ? .passphraseMissing() : error
        }
    }

    private func opened(for id: CredentialID?) throws(SecretsError) -> AgeIdentity {
        guard try vault.exists else { throw .vaultMissing() }
        if let passphrase = try passphrases.given() { return try vault.identity(passphrase: passphrase) }
        for attempt in 1...Self.attempts {
            let prompt = attempt == 1 ? "Passphrase of the vault: " : "That was not it. Passphrase of the vault: "
            guard let passphrase = try passphrases.asked(prompt) else { break }
            do {
                return try vault.identity(passphrase: passphrase)
            } catch {
                guard error.code == .wrongPassphrase, attempt < Self.attempts else { throw error }
            }
        }
        throw .vaultLocked(id)
    }

    private func remember(_ identity: AgeIdentity, seconds: UInt32) -> String? {
        known.identity = identity
        do throws(KernelKeyring.Failure) {
            try vault.remember(identity, seconds: seconds)
            return nil
        } catch {
            return "\(error)"
        }
    }
}

/// The identity for as long as one command runs: where the kernel keeps nothing, nobody is asked twice.
final class KnownIdentity: Sendable {
    private let value = Mutex<AgeIdentity?>(nil)

    var identity: AgeIdentity? {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
