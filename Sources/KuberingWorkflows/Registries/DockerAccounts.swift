// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSecrets
import KuberingSystem

/// The accounts of docker's and podman's configurations, with those that rest in the credential stores they name.
struct DockerAccounts {
    private let world: World
    private let allowsTokens: Bool

    /// Prepares; nothing is read yet.
    ///
    /// - Parameters:
    ///   - world: Where the files and the stores are.
    ///   - allowsTokens: Whether identity tokens are wanted, too.
    init(_ world: World, allowsTokens: Bool) {
        self.world = world
        self.allowsTokens = allowsTokens
    }

    /// The accounts for a registry that a credential helper has.
    ///
    /// - Throws: `SecretsError` when the helper cannot be asked, `RegistryError` as ``accounts(for:in:)-([DockerConfigFile])``.
    func accounts(for registry: String, inHelper helper: String) throws -> [RegistryAccount] {
        let config = try DockerConfig(parsing: [], path: "docker-credential-\(helper)")
        for name in RegistryKey.prefixes(of: registry) {
            let found = try usable(try accounts(of: name, config, in: helper))
            if !found.isEmpty { return found.map { spelled($0, as: registry, foundAs: name) } }
        }
        return []
    }

    /// The accounts for a registry in the first file that has one; files before it that cannot be read are warned of.
    ///
    /// - Throws: `RegistryError` with the reason of the first file when none has any.
    func accounts(for registry: String, in files: [DockerConfigFile]) throws -> [RegistryAccount] {
        var failure: (any Error)?
        for file in files {
            do {
                guard let config = try file.read(world) else { continue }
                for name in RegistryKey.prefixes(of: registry) {
                    let found = try usable(try accounts(of: name, in: config))
                    guard !found.isEmpty else { continue }
                    if let failure { warn(passedOver: failure) }
                    return found.map { spelled($0, as: registry, foundAs: name) }
                }
                failure = failure ?? config.notFound(registry)
            } catch {
                failure = failure ?? error
            }
        }
        throw failure ?? WorkflowError.noAccount(registry)
    }

    /// Says that a file was passed over that has something wrong with it, and not only not what was looked for.
    func warn(passedOver failure: any Error) {
        let isFault =
            switch failure {
            case let error as RegistryError: [.dockerConfigInvalid, .dockerConfigTooLarge].contains(error.code)
            case let error as FileError: !error.isMissing
            default: false
            }
        if isFault { world.warn("\(failure); it is passed over") }
    }

    /// Docker's rule: the registry's own helper, else the default store, else the file itself; but what the store has not
    /// and the file has is good, too.
    private func accounts(of registry: String, in config: DockerConfig) throws -> [RegistryAccount] {
        var failure: (any Error)?
        if let helper = config.store(for: registry) {
            do {
                let found = try accounts(of: registry, config, in: helper)
                if !found.isEmpty { return found }
            } catch {
                failure = error
            }
        }
        do throws(RegistryError) {
            return try config.credentials(for: registry).map { RegistryAccount($0, place: config.path) }
        } catch {
            if let failure, error.isAbsence { throw failure }
            if error.code == .registryNotFound { return [] }
            throw error
        }
    }

    /// The accounts for a registry that rest in a credential store.
    ///
    /// - Throws: `SecretsError` when it cannot be asked, `RegistryError` with `bad-helper`.
    func accounts(
        of registry: String, _ config: DockerConfig, in name: String
    ) throws -> [RegistryAccount] {
        let helper = try CredentialHelper(name, of: config, world)
        if name == "secretservice" {
            // Read directly: the helper need not be installed, and hides all accounts of a registry but one.
            let accounts = try DockerKeyring.accounts(
                environment: world.environment, mayAsk: world.prompter.canAsk)
            let wanted = RegistryKey(registry)
            return accounts.filter { RegistryKey($0.server) == wanted }.map { account in
                found(account.server, account.username, account.secret, "docker's items in the Secret Service")
            }
        }
        for server in config.spellings(of: registry) {
            guard let answer = try helper.get(server) else { continue }
            return [found(server, answer.username, answer.secret, "docker-credential-\(name)")]
        }
        return []
    }

    private func found(
        _ server: String, _ username: String, _ secret: SecretBytes, _ place: String
    ) -> RegistryAccount {
        RegistryAccount(RegistryCredential(server: server, username: username, password: secret), place: place)
    }

    /// Without the identity tokens, unless these are wanted.
    private func usable(_ accounts: [RegistryAccount]) throws -> [RegistryAccount] {
        try allowsTokens ? accounts : accounts.withoutTokens()
    }

    private func spelled(_ account: RegistryAccount, as registry: String, foundAs name: String) -> RegistryAccount {
        if RegistryKey(name) == RegistryKey(registry) { return account }
        let old = account.credential
        return RegistryAccount(
            RegistryCredential(server: registry, username: old.username, password: old.password, email: old.email),
            place: account.place)
    }
}
