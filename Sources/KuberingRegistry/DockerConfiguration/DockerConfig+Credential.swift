// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension DockerConfig {
    /// The credentials the file itself holds for a registry: more than one when its spellings name several users.
    ///
    /// An entry matches by every spelling of its key; one written exactly as asked goes first. `auth` goes before
    /// `username` and `password`.
    ///
    /// - Parameter registry: The registry in any spelling: `ghcr.io`, `https://ghcr.io`, `https://ghcr.io/v1/`.
    /// - Returns: At least one, of different users; its server is the key as the file spells it. An identity token has the
    ///   user name ``RegistryCredential/tokenUsername``.
    /// - Throws: ``RegistryError`` with `registry-not-found`, `credential-in-store` when a store or helper of docker
    ///   should hold it, `credential-is-token`, `credential-unreadable` or `credential-incomplete`.
    public func credentials(for registry: String) throws(RegistryError) -> [RegistryCredential] {
        let wanted = RegistryKey(registry)
        let matching = entries.filter { RegistryKey($0.key) == wanted }
        let exact = matching.filter { $0.key.utf8.elementsEqual(registry.utf8) }
        let others = matching.filter { !$0.key.utf8.elementsEqual(registry.utf8) }
        var found: [RegistryCredential] = []
        var failure: RegistryError?
        for (key, entry) in exact + others {
            do throws(RegistryError) {
                let credential = try credential(of: entry, key: key)
                if !found.contains(where: { $0.username == credential.username }) { found.append(credential) }
            } catch {
                failure = failure ?? error
            }
        }
        if !found.isEmpty { return found }
        if let failure { throw failure }
        if let helper = helper(for: registry) {
            throw .credentialInStore(registry, path: path, store: helper)
        }
        throw notFound(registry)
    }

    /// The credential the file itself holds for a registry: the first of ``credentials(for:)``.
    ///
    /// - Parameter registry: The registry in any spelling.
    /// - Returns: The credential.
    /// - Throws: As ``credentials(for:)``.
    public func credential(for registry: String) throws(RegistryError) -> RegistryCredential {
        guard let first = try credentials(for: registry).first else { throw notFound(registry) }
        return first
    }

    /// The keys of the entries that stand for a registry, those without a credential included.
    ///
    /// - Parameters:
    ///   - registry: The registry in any spelling.
    ///   - username: Only this user's; nil for every entry.
    /// - Returns: As the file spells them; possibly none.
    public func keys(for registry: String, username: String?) -> [String] {
        let wanted = RegistryKey(registry)
        return entries.filter { key, entry in
            guard RegistryKey(key) == wanted else { return false }
            // Whatever is wrong with an entry, it names no user.
            return username == nil || (try? credential(of: entry, key: key))?.username == username
        }.map(\.key)
    }

    /// The error that the file has nothing for the registry.
    public func notFound(_ registry: String) -> RegistryError {
        .registryNotFound(registry, path: path, present: registries, store: defaultStore)
    }

    /// The ways in which a credential store may have been told of the registry: those of the file, then the usual ones.
    ///
    /// - Parameter registry: The registry in any spelling.
    /// - Returns: Each way once; at least the one that was asked for.
    public func spellings(of registry: String) -> [String] {
        let wanted = RegistryKey(registry)
        let name = wanted.text
        let usual = name == "docker.io" ? ["https://index.docker.io/v1/", "index.docker.io"] : []
        let all = registries.filter { RegistryKey($0) == wanted } + [registry] + usual + [name, "https://\(name)"]
        return all.distinct
    }

    private func credential(
        of entry: DockerConfigEntry, key: String
    ) throws(RegistryError) -> RegistryCredential {
        func unreadable(_ reason: String) -> RegistryError {
            .credentialUnreadable(key, path: path, reason: reason)
        }
        if let token = entry.identityToken {
            return RegistryCredential(server: key, username: RegistryCredential.tokenUsername, password: token)
        }
        if entry.hasToken { throw .credentialIsRegistryToken(key, path: path) }
        if entry.isMalformed { throw unreadable("it is not an object") }
        if let field = entry.malformedFields.first { throw unreadable("its \(field) is not a string") }

        let username: String
        let password: SecretBytes?
        switch entry.authentication {
        case .faulty(let fault):
            throw unreadable(fault.rawValue)
        case .decoded(let pair):
            guard let text = String(validating: pair.username, as: UTF8.self) else {
                throw unreadable("its user name is not UTF-8")
            }
            username = text
            password = pair.password.withoutPadding
        case .absent:
            if entry.username == nil, entry.password == nil, let store = store(for: key) {
                throw .credentialInStore(key, path: path, store: store)
            }
            username = entry.username ?? ""
            password = entry.password
        }
        if username.isEmpty { throw .credentialIncomplete(key, path: path, missing: "user name") }
        guard let password, password.count > 0 else {
            throw .credentialIncomplete(key, path: path, missing: "password")
        }
        return RegistryCredential(server: key, username: username, password: password, email: entry.email)
    }
}

extension SecretBytes {
    /// The bytes without NUL at either end, with which old versions of docker filled their buffer.
    fileprivate var withoutPadding: SecretBytes {
        withExposedBytes { bytes in
            let start = bytes.firstIndex { $0 != 0 } ?? bytes.endIndex
            let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? bytes.endIndex
            return SecretBytes(bytes[start..<end])
        }
    }
}
