// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingSystem

/// kubering's own store: a folder of files in the format of age, for machines without a desktop keyring.
///
/// A random identity opens the items; it is itself encrypted with the passphrase. Adding and removing items takes no
/// passphrase. Everything can be opened without kubering too: `age --decrypt --identity identity.age items/ID.age`.
public struct Vault: Sendable {
    /// The cost of trying a passphrase, as a power of two: 128 MiB and about half a second.
    package static let workFactor = 17

    /// The vault's folder.
    public var path: String { folder.path }

    let folder: VaultFolder
    private let session: VaultSession
    private let workFactor: Int

    /// Names the vault of the user; nothing is touched yet.
    ///
    /// - Parameter directories: The user's folders.
    /// - Throws: ``SecretsError`` with `vault-unusable` when there is no home.
    public init(_ directories: XDGDirectories) throws(SecretsError) {
        guard let data = directories.data else {
            throw .vaultUnusable("neither XDG_DATA_HOME nor HOME is set")
        }
        self.init(path: data + "/vault", session: .kernel, workFactor: Self.workFactor)
    }

    /// The same with another memory or cost, for tests.
    package init(path: String, session: VaultSession, workFactor: Int) {
        folder = VaultFolder(path: path)
        self.session = session
        self.workFactor = workFactor
    }

    /// Whether it has been made.
    ///
    /// - Throws: ``SecretsError`` with `vault-unusable` when its folder cannot be searched.
    public var exists: Bool {
        get throws(SecretsError) { try folder.exists }
    }

    /// Whether it holds an item with that id; asks for no passphrase.
    ///
    /// - Throws: ``SecretsError`` with `vault-unusable` when its folder cannot be searched.
    public func holds(_ id: CredentialID) throws(SecretsError) -> Bool { try folder.isThere(folder.item(id)) }

    // MARK: Keys

    /// Makes the vault, with a new identity.
    ///
    /// - Parameter passphrase: At least one byte.
    /// - Returns: The identity.
    /// - Throws: ``SecretsError``; `vault-exists` when there is one.
    func create(passphrase: SecretBytes) throws(SecretsError) -> AgeIdentity {
        let identity = AgeIdentity.random()
        let file = try encrypted(identity, passphrase)
        try folder.create()
        try folder.withLock { () throws(SecretsError) in
            guard try !exists else { throw .vaultExists(folder.path) }
            try folder.write(file, to: folder.identity)
            try write(identity.recipient)
        }
        return identity
    }

    private func write(_ recipient: AgeRecipient) throws(SecretsError) {
        try folder.write(Array("\(recipient)\n".utf8), to: folder.recipients)
    }

    private func encrypted(_ identity: AgeIdentity, _ passphrase: SecretBytes) throws(SecretsError) -> [UInt8] {
        do throws(AgeError) {
            return try AgeFile.encrypt(identity.identityFile, passphrase: passphrase, workFactor: workFactor)
        } catch {
            throw .vaultUnusable(error.clause)
        }
    }

    /// The public key.
    ///
    /// - Throws: ``SecretsError``; `vault-missing` when the vault has not been made.
    func recipient() throws(SecretsError) -> AgeRecipient {
        let recipient = try publicKey()
        try folder.check()
        return recipient
    }

    /// The public key, also of a vault that must not be used.
    private func publicKey() throws(SecretsError) -> AgeRecipient {
        var found = try folder.read(folder.recipients)
        if found == nil, try exists {
            // Whoever makes the vault just now writes the identity first, under the lock.
            found = try folder.withLock { () throws(SecretsError) in try folder.read(folder.recipients) }
        }
        guard let bytes = found else { throw try exists ? .vaultWithoutRecipients(folder) : .vaultMissing() }
        let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        guard let recipient = AgeRecipient(parsing: line) else {
            throw .vaultDamaged("\(OutsideText.quoted(folder.recipients)) holds no public key of age")
        }
        return recipient
    }

    /// Opens the identity with a passphrase; writes the public key again when that is missing.
    ///
    /// - Throws: ``SecretsError``; `wrong-passphrase` when it is another one.
    func identity(passphrase: SecretBytes) throws(SecretsError) -> AgeIdentity {
        let isComplete = try folder.isThere(folder.recipients)
        if isComplete { _ = try recipient() } else { try folder.check() }
        guard let file = try folder.read(folder.identity) else {
            throw .vaultWithoutIdentity(folder)
        }
        let opened: AgeFile.Opened
        do throws(AgeError) {
            opened = try AgeFile.open(file, passphrase: passphrase)
        } catch {
            if error == .notForThisKey { throw .wrongPassphrase() }
            if case .outOfMemory = error { throw .vaultUnusable(error.clause) }
            throw .vaultDamaged("\(OutsideText.quoted(folder.identity)) cannot be read, \(error.clause)")
        }
        guard let identity = AgeIdentity(identityFile: opened.contents) else {
            throw .vaultDamaged("\(OutsideText.quoted(folder.identity)) holds no secret key of age")
        }
        if !isComplete { try folder.withLock { () throws(SecretsError) in try write(identity.recipient) } }
        guard identity.recipient == (try recipient()) else {
            throw .vaultDamaged(
                "\(OutsideText.quoted(folder.recipients)) names another key than \(OutsideText.quoted(folder.identity))"
            )
        }
        return identity
    }

    /// Encrypts the identity with another passphrase.
    func change(passphrase: SecretBytes, of identity: AgeIdentity) throws(SecretsError) {
        let file = try encrypted(identity, passphrase)
        try folder.withLock { () throws(SecretsError) in try folder.write(file, to: folder.identity) }
    }

    // MARK: The session

    /// The identity, if the vault is unlocked.
    func unlockedIdentity() throws(SecretsError) -> AgeIdentity? {
        let recipient = try recipient()
        guard let secret = session.recall(Self.sessionName(recipient)), let identity = AgeIdentity(secret: secret),
            identity.recipient == recipient
        else { return nil }
        return identity
    }

    /// Keeps the vault unlocked.
    ///
    /// - Throws: `KernelKeyring.Failure` when the kernel does not allow it.
    func remember(_ identity: AgeIdentity, seconds: UInt32) throws(KernelKeyring.Failure) {
        try session.remember(identity.secret, Self.sessionName(identity.recipient), seconds)
    }

    /// Locks the vault.
    ///
    /// - Returns: Whether it was unlocked.
    /// - Throws: ``SecretsError``; `vault-missing` when the vault has not been made.
    @discardableResult
    public func lock() throws(SecretsError) -> Bool {
        session.forget(Self.sessionName(try publicKey()))
    }

    /// Whether it is unlocked, and how much it holds; asks for no passphrase.
    ///
    /// - Throws: ``SecretsError``; `vault-missing` when the vault has not been made, `vault-damaged` when nobody can unlock it.
    public func status() throws(SecretsError) -> VaultStatus {
        let name = Self.sessionName(try recipient())
        guard try folder.isThere(folder.identity) else { throw .vaultWithoutIdentity(folder) }
        let isUnlocked = try unlockedIdentity() != nil
        return VaultStatus(
            isUnlocked: isUnlocked,
            end: isUnlocked ? session.end(name).map { Date(timeIntervalSince1970: Double($0)) } : nil,
            items: try folder.identifiers().count)
    }

    private static func sessionName(_ recipient: AgeRecipient) -> String { "kubering:vault:\(recipient)" }
}

extension AgeError {
    /// What is wrong, to stand after a comma.
    var clause: String {
        switch self {
        case .malformed(let problem): problem
        case .notForThisKey: "it is encrypted to another key"
        case .workFactor(let factor, let limit): "its passphrase would cost 2^\(factor) to try, more than 2^\(limit)"
        case .outOfMemory(let factor):
            "there is not enough memory to try its passphrase, which takes \(max(1, (1 << factor) >> 10)) MiB"
        case .damaged: "it was changed or damaged after it was written"
        }
    }
}
