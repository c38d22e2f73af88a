// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry
public import KuberingSecrets
public import KuberingSystem

/// The credentials of registries that kubering keeps itself, in its stores.
public struct RegistryLogins {
    /// The kind of a registry's credential in the list of credentials.
    static let kind = "registry"

    private let world: World
    private let index: CredentialIndex

    /// Knows the list of this user; nothing is read yet.
    public init(_ world: World) {
        self.world = world
        index = CredentialIndex(world.directories)
    }

    /// All of them, by registry and user, and those of one user in the order in which they were made.
    ///
    /// - Throws: An error when the list cannot be read.
    public func entries() throws -> [CredentialIndex.Entry] {
        // The list is by user already.
        try index.entries(with: nil).filter { $0.facts.kind == Self.kind }.enumerated()
            .sorted { ($0.element.facts.server ?? "", $0.offset) < ($1.element.facts.server ?? "", $1.offset) }
            .map(\.element)
    }

    /// Those for a registry, or for the longest beginning of it that has any.
    ///
    /// - Parameters:
    ///   - registry: The registry in any spelling.
    ///   - username: Whose; nil for everybody's.
    /// - Returns: The entries, possibly none.
    /// - Throws: An error when the list cannot be read.
    public func entries(for registry: String, username: String? = nil) throws -> [CredentialIndex.Entry] {
        let all = try entries().filter { username == nil || $0.user == username }
        for name in RegistryKey.prefixes(of: registry) {
            let found = all.filter { RegistryKey($0.facts.server ?? "") == RegistryKey(name) }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The accounts for a registry, read from their stores.
    ///
    /// - Parameters:
    ///   - registry: The registry in any spelling.
    ///   - username: Whose. Those of others only serve to name them then, and may be where they cannot be read.
    /// - Returns: The accounts, possibly none.
    /// - Throws: `SecretsError`, or an error of the list.
    func accounts(for registry: String, username: String?) throws -> [RegistryAccount] {
        let stores = CredentialStores(world, mayAsk: world.prompter.canAsk)
        // The last one counts: the one before stays where its store could not be asked to forget it.
        var seen: Set<ExactName> = []
        let wanted = try entries(for: registry, username: username).reversed()
            .filter { seen.insert(ExactName($0.user)).inserted }.reversed()
        if !wanted.isEmpty || username == nil {
            return try wanted.compactMap { try account($0, for: registry, in: stores) }
        }
        // What cannot be read is not named.
        return try entries(for: registry).compactMap { try? account($0, for: registry, in: stores) }
    }

    private func account(
        _ entry: CredentialIndex.Entry, for registry: String, in stores: CredentialStores
    ) throws -> RegistryAccount? {
        guard let id = CredentialID(parsing: entry.facts.id), let name = StoreName(rawValue: entry.facts.store),
            let server = entry.facts.server,
            case .basic(let username, let password) = try stores.store(name).read(id).content
        else { return nil }
        let isShorter = RegistryKey(server) != RegistryKey(registry)
        return RegistryAccount(
            RegistryCredential(server: isShorter ? registry : server, username: username, password: password),
            place: "kubering's \(name.rawValue)")
    }

    /// Keeps a credential, in place of the one that the registry and user had.
    ///
    /// - Parameters:
    ///   - credential: What is kept.
    ///   - store: Where.
    /// - Throws: `SecretsError`, or an error of the list.
    public func add(_ credential: RegistryCredential, to store: any CredentialStore) throws {
        let old = try entries(for: credential.server, username: credential.username)
            .filter { RegistryKey($0.facts.server ?? "") == RegistryKey(credential.server) }
        let notAfter = RegistryToken(credential).notAfter
        let id = CredentialID(randomBytes: world.randomBytes)
        let item = StoredCredential(
            content: .basic(username: credential.username, password: credential.password),
            binding: CredentialBinding(server: credential.server, caFingerprint: nil),
            label: "\(credential.username) at \(credential.server)", notAfter: notAfter, created: world.now())
        let facts = CredentialFacts(
            id: id.description, store: store.name.rawValue, kind: Self.kind, notAfter: notAfter?.rfc3339,
            server: credential.server)
        let new = NewCredentials(in: store, index)
        try store.prepare(for: .saving)
        do {
            try new.add(item, id: id, user: credential.username, facts)
            try new.finish()
        } catch {
            try new.takeBack(after: error)
            throw error
        }
        for entry in old {
            do {
                try RemoveCredential(world).run(entry)
            } catch let error as SecretsError where error.code == .credentialNotFound {
                // Gone already, which is what was wanted.
            } catch {
                world.warn("the credential before is still in \(OutsideText.quoted(entry.facts.store)): \(error)")
            }
        }
    }

    /// Forgets a credential.
    ///
    /// - Parameter entry: One of ``entries(for:username:)``.
    /// - Throws: `SecretsError`.
    public func remove(_ entry: CredentialIndex.Entry) throws { try RemoveCredential(world).run(entry) }
}
