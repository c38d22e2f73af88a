// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The desktop's keyring: GNOME Keyring, KWallet or KeePassXC, through the Secret Service and libsecret.
///
/// An item is text under attributes that tell nothing (`app=kubering`, `v=1`, a random `id`); who it belongs to and what
/// kind it is are only in its label and its secret, which the keyring encrypts. An item replaces the one with the same
/// attributes, so nothing that may change is among them. Every operation has a deadline. Locked is found out by looking at
/// the items and the default collection, because libsecret itself calls a locked item absent.
public struct SecretServiceStore: CredentialStore {
    /// How long an operation may take, in milliseconds.
    package struct Deadlines: Sendable {
        /// Everything that needs no answer of the user.
        let request: Int32
        /// The user typing a password into the service's dialog.
        let unlock: Int32

        package init(request: Int32 = 3000, unlock: Int32 = 60_000) {
            self.request = request
            self.unlock = unlock
        }
    }

    /// Always `secret-service`.
    public let name = StoreName.secretService

    private let environment: Environment
    private let isInteractive: Bool
    private let library: String
    private let deadlines: Deadlines

    /// Describes the keyring of this session; nothing is loaded or connected yet.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process, which must be the real ones: GIO reads
    ///     `DBUS_SESSION_BUS_ADDRESS` and `XDG_RUNTIME_DIR` by itself.
    ///   - isInteractive: Whether the service may show the user a dialog when the keyring is locked.
    public init(environment: Environment, isInteractive: Bool) {
        self.init(
            environment: environment, isInteractive: isInteractive, library: "libsecret-1.so.0", deadlines: Deadlines())
    }

    /// The same with another library or other deadlines, for tests.
    package init(
        environment: Environment, isInteractive: Bool, library: String, deadlines: Deadlines
    ) {
        self.environment = environment
        self.isInteractive = isInteractive
        self.library = library
        self.deadlines = deadlines
    }

    /// Whether the keyring can be used now: connects, and looks at the default collection.
    public func state() -> StoreState {
        do {
            switch try connect(for: nil).defaultCollection() {
            case .unlocked: return .usable
            case .locked: return .locked(.storeLocked())
            case .absent: return .unavailable(.noKeyring())
            }
        } catch {
            return error.code == .storeLocked ? .locked(error) : .unavailable(error)
        }
    }

    /// Unlocks the default collection.
    ///
    /// - Parameter access: Makes no difference: a locked keyring takes nothing in.
    /// - Throws: ``SecretsError``.
    public func prepare(for access: StoreAccess) throws(SecretsError) {
        try openDefaultCollection(of: try connect(for: nil), for: nil)
    }

    /// The credential with that id, after asking the user to unlock it where that is allowed.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Returns: The credential.
    /// - Throws: ``SecretsError``; `credential-not-found` only when the keyring is open.
    public func read(_ id: CredentialID) throws(SecretsError) -> StoredCredential {
        let keyring = try connect(for: id)
        return try StoredCredential(decoding: try text(of: id, in: keyring), id: id)
    }

    /// Stores a credential in the default collection and reads it back.
    ///
    /// - Parameters:
    ///   - credential: What is stored.
    ///   - id: The id it is found by.
    /// - Throws: ``SecretsError``; after `credential-not-saved` no item that cannot be read is left in the keyring.
    public func save(_ credential: StoredCredential, id: CredentialID) throws(SecretsError) {
        let text = try credential.encoded(id: id)
        let keyring = try connect(for: id)
        try openDefaultCollection(of: keyring, for: id)
        try keyring.store(text, id: id, label: Self.label(credential.label))
        let stored = try self.text(of: id, in: keyring)
        guard stored.hasSameBytes(as: text) else {
            // What another writer stored under this id meanwhile is whole, and theirs; anything else is of no use.
            if (try? StoredCredential(decoding: stored, id: id)) == nil {
                _ = try keyring.clear(id: id)
            }
            throw .credentialNotSaved(id)
        }
    }

    /// Removes the credential with that id and searches again that it is gone.
    ///
    /// - Parameter id: The id it was saved under.
    /// - Throws: ``SecretsError``, with `credential-not-found` when there was none.
    public func remove(_ id: CredentialID) throws(SecretsError) {
        let keyring = try connect(for: id)
        _ = try unlockedItems(of: id, in: keyring, loadingSecrets: false)
        let removed = try keyring.clear(id: id)
        guard removed, try keyring.search(id: id, loadingSecrets: false).isEmpty else {
            throw .credentialNotRemoved(id)
        }
    }

    /// The ids of everything kubering keeps in the keyring, sorted.
    ///
    /// - Returns: The ids, possibly none.
    /// - Throws: ``SecretsError``, with `store-locked` when there are locked items: what they are cannot be told.
    public func identifiers() throws(SecretsError) -> [CredentialID] {
        let keyring = try connect(for: nil)
        return try unlockedItems(of: nil, in: keyring, loadingSecrets: false).identifiers
    }

    private func connect(for id: CredentialID?) throws(SecretsError) -> Keyring {
        if let problem = SessionBus.problem(environment: environment) { throw .noSessionBus(problem) }
        return try Keyring(library: library, milliseconds: deadlines.request, id: id)
    }

    private func text(of id: CredentialID, in keyring: Keyring) throws(SecretsError) -> SecretBytes {
        if let text = try keyring.readUnlocked(id) { return text }
        let items = try unlockedItems(of: id, in: keyring, loadingSecrets: true)
        guard let text = items.firstSecret else {
            throw .credentialMalformed(id, problem: "it has no secret")
        }
        return text
    }

    /// The items with that id, or all of kubering's, once none of them is locked; for one id, there is at least one.
    private func unlockedItems(
        of id: CredentialID?, in keyring: Keyring, loadingSecrets: Bool
    ) throws(SecretsError) -> KeyringItems {
        var items = try keyring.search(id: id, loadingSecrets: loadingSecrets)
        if items.hasLocked {
            try unlock(keyring, for: id) { keyring throws(SecretsError) in try keyring.unlock(items) }
            items = try keyring.search(id: id, loadingSecrets: loadingSecrets)
            if items.hasLocked { throw .storeLocked(id) }
        }
        // A locked collection may hide its items altogether.
        if items.isEmpty, try openDefaultCollection(of: keyring, for: id) == .wasLocked {
            items = try keyring.search(id: id, loadingSecrets: loadingSecrets)
        }
        if items.isEmpty, let id { throw .credentialNotFound(id) }
        return items
    }

    private enum Opening { case wasOpen, wasLocked }

    /// Returns once the default collection is unlocked.
    @discardableResult
    private func openDefaultCollection(
        of keyring: Keyring, for id: CredentialID?
    ) throws(SecretsError) -> Opening {
        switch try keyring.defaultCollection() {
        case .unlocked: return .wasOpen
        case .absent: throw .noKeyring()
        case .locked: break
        }
        try unlock(keyring, for: id) { keyring throws(SecretsError) in try keyring.unlockDefaultCollection() }
        guard try keyring.defaultCollection() == .unlocked else { throw .storeLocked(id) }
        return .wasLocked
    }

    private func unlock(
        _ keyring: Keyring, for id: CredentialID?, _ body: (Keyring) throws(SecretsError) -> Void
    ) throws(SecretsError) {
        guard isInteractive else { throw .storeLocked(id) }
        keyring.restartDeadline(milliseconds: deadlines.unlock)
        try body(keyring)
        keyring.restartDeadline(milliseconds: deadlines.request)
    }

    /// What the desktop's own windows show; without what could end the text early or break a keyring without password.
    private static func label(_ text: String) -> String {
        var label = "kubering: "
        for scalar in text.unicodeScalars {
            label.unicodeScalars.append(scalar == "\\" || OutsideText.needsEscape(scalar) ? "\u{FFFD}" : scalar)
        }
        return label
    }
}
