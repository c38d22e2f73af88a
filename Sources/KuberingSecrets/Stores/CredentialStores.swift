// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The stores of this user, and the choice between them.
///
/// A credential goes where the user said; where nothing was said, to the desktop's keyring if there is one, else to the
/// vault. A keyring that is locked or hangs is not passed over: that would be a silent change of store.
public struct CredentialStores: Sendable {
    /// Where a credential goes.
    public struct Choice: Sendable {
        /// Takes the credential; not opened yet.
        public let store: any CredentialStore
        /// Why the keyring, which comes first, is not it; nil when it is, or when the user chose.
        public let passedOver: SecretsError?
    }

    /// What says that there is no keyring here at all.
    private static let absences: Set<SecretsError.Code> = [
        .noSessionBus, .libsecretMissing, .noSecretService, .busUnreachable, .noKeyring,
    ]

    private let world: World
    private let mayAsk: Bool
    private let passphrase: ByteInput?
    private let known = KnownIdentity()

    /// Describes the stores; nothing is touched yet.
    ///
    /// - Parameters:
    ///   - world: For the environment, the user's folders and the terminal.
    ///   - mayAsk: Whether a locked store may ask the user.
    ///   - passphrase: What `--passphrase-fd` names.
    public init(_ world: World, mayAsk: Bool, passphrase: ByteInput? = nil) {
        self.world = world
        self.mayAsk = mayAsk
        self.passphrase = passphrase
    }

    /// The store of that name.
    ///
    /// - Throws: ``SecretsError`` with `vault-unusable` when there is no home that the vault could be in.
    public func store(_ name: StoreName) throws(SecretsError) -> any CredentialStore {
        switch name {
        case .secretService: return SecretServiceStore(environment: world.environment, isInteractive: mayAsk)
        case .vault: return VaultStore(try vaultAccess())
        case .helper(let name):
            return HelperStore(
                CredentialHelper(name, environment: world.environment, directories: world.directories, mayAsk: mayAsk))
        }
    }

    /// The stores there are here: kubering's own, then a helper for each program on the search path that is one, by name.
    public var names: [StoreName] {
        let prefix = "docker-credential-"
        let folders = world.environment["PATH", default: ""].split(separator: ":").filter { $0.hasPrefix("/") }
        let programs = folders.flatMap { folder in
            Directory.names(in: String(folder)).filter {
                $0.hasPrefix(prefix) && ProgramSearch.canRun("\(folder)/\($0)")
            }
        }
        return StoreName.own
            + Set(programs).sorted().compactMap { StoreName(rawValue: "helper:" + $0.dropFirst(prefix.count)) }
    }

    /// The vault, with where its passphrase comes from.
    ///
    /// - Throws: ``SecretsError`` with `vault-unusable` when there is no home that it could be in.
    public func vaultAccess() throws(SecretsError) -> VaultAccess {
        let prompter = mayAsk ? world.prompter : nil
        let source = PassphraseSource(descriptor: passphrase, environment: world.environment, prompter: prompter)
        return VaultAccess(try Vault(world.directories), source, known)
    }

    /// Where a new credential goes.
    ///
    /// - Parameter name: What the user said; nil looks at what works here.
    /// - Returns: The store, which may still be locked.
    /// - Throws: ``SecretsError``, with `timed-out` and the like when nothing was said and the keyring hangs or fails.
    public func choose(_ name: StoreName?) throws(SecretsError) -> Choice {
        if let name { return Choice(store: try store(name), passedOver: nil) }
        let keyring = try store(.secretService)
        guard case .unavailable(let error) = keyring.state() else { return Choice(store: keyring, passedOver: nil) }
        guard Self.absences.contains(error.code) else { throw error }
        return Choice(store: try store(.vault), passedOver: error)
    }

    /// Where a credential is.
    ///
    /// - Parameters:
    ///   - id: Its id.
    ///   - listed: The store that it was listed with; asked for only when the vault does not hold it.
    /// - Returns: The store, which need not have it any more.
    /// - Throws: ``SecretsError``.
    public func store(
        holding id: CredentialID, listed: () throws(SecretsError) -> StoreName?
    ) throws(SecretsError) -> any CredentialStore {
        if world.directories.data != nil, try vaultAccess().vault.holds(id) { return try store(.vault) }
        return try store(try listed() ?? .secretService)
    }
}
