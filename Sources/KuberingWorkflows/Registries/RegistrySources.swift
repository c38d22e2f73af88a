// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSecrets
public import KuberingSystem

/// Where credentials of registries already are: kubering's own store, docker's and podman's configurations with the
/// stores behind them, a file of that form, a pull secret.
public struct RegistrySources {
    /// One of the places that can be asked.
    public enum Place: Sendable, Hashable {
        /// kubering's own: what `registry login` stored.
        case store
        /// Docker's configuration, and the credential helpers that it names.
        case docker
        /// Podman's and skopeo's, which end with docker's.
        case podman
        /// A credential helper, `docker-credential-NAME`.
        case helper(String)
        /// A file: a docker configuration or the manifest of a pull secret.
        case file(String)

        /// The place that an option names.
        public init(_ text: String) {
            switch text {
            case "store": self = .store
            case "docker": self = .docker
            case "podman": self = .podman
            default:
                if case .helper(let name) = StoreName(rawValue: text) {
                    self = .helper(name)
                } else {
                    self = .file(text)
                }
            }
        }
    }

    let world: World

    /// Knows the places of this user; nothing is read yet.
    public init(_ world: World) { self.world = world }

    /// The credential for a registry.
    ///
    /// - Parameters:
    ///   - registry: The registry in any spelling; with a path, the longest known beginning of it counts, as with podman.
    ///   - username: Whose, where there are several accounts.
    ///   - place: Where to look; nil looks in kubering's store and, when that has none, in docker's and podman's
    ///     configurations. One that the store has and cannot give is an error: the next place may have another account.
    ///   - allowsTokens: Whether an identity token will do, which a registry takes and a kubelet does not.
    ///   - choose: Says whose is meant where there are several; nil for no answer.
    /// - Returns: The credential and where it was. Its server is spelled as it was found, or as it was asked for when only a
    ///   shorter path was found.
    /// - Throws: `RegistryError`, `FileError` or `SecretsError`; ``WorkflowError`` with `account-ambiguous` when there are
    ///   several accounts.
    public func credential(
        for registry: String, username: String?, in place: Place?, allowsTokens: Bool = false,
        choose: ([RegistryAccount]) throws -> String? = { _ in nil }
    ) throws -> RegistryAccount {
        let groups = place.map { [[$0]] } ?? [[.store], [.docker, .podman]]
        var known: [RegistryAccount] = []
        var failure: (any Error)?
        for group in groups {
            var found: [RegistryAccount] = []
            for place in group {
                do {
                    found += try accounts(for: registry, username, in: place, isAlone: group.count == 1, allowsTokens)
                } catch let error as SecretsError where place == .store {
                    throw error
                } catch {
                    // What a place has and cannot give is more worth telling than what the next one has not.
                    if failure == nil || Self.isAbsence(failure) { failure = error }
                }
            }
            let own = found.filter { username == nil || $0.credential.username == username }
            if !own.isEmpty {
                if let failure { DockerAccounts(world, allowsTokens: allowsTokens).warn(passedOver: failure) }
                return try one(of: own, registry, choose)
            }
            known += found
        }
        if !known.isEmpty { throw WorkflowError.noAccount(registry, username: username, known: known) }
        guard let failure, place != nil || !Self.isAbsence(failure) else { throw WorkflowError.noAccount(registry) }
        throw failure
    }

    /// The registries that have a credential somewhere, each once; a place that cannot be read has none.
    public var names: [String] {
        let own = (try? RegistryLogins(world).entries())?.compactMap(\.facts.server) ?? []
        let files = DockerConfigFiles.all(world).flatMap { (try? $0.read(world))?.registries ?? [] }
        return Set(own + files).sorted()
    }

    private func accounts(
        for registry: String, _ username: String?, in place: Place, isAlone: Bool, _ allowsTokens: Bool
    ) throws -> [RegistryAccount] {
        let programs = DockerAccounts(world, allowsTokens: allowsTokens)
        switch place {
        case .store:
            let own = try RegistryLogins(world).accounts(for: registry, username: username)
            return try allowsTokens ? own : own.withoutTokens()
        case .docker: return try programs.accounts(for: registry, in: DockerConfigFiles.docker(world))
        case .podman:
            // Podman looks into docker's files, too.
            let files =
                isAlone ? DockerConfigFiles.podman(world) : DockerConfigFiles.written(by: .podman, world)
            return try programs.accounts(for: registry, in: files)
        case .helper(let name): return try programs.accounts(for: registry, inHelper: name)
        case .file(let path): return try programs.accounts(for: registry, in: [.init(path, isNeeded: true)])
        }
    }

    private func one(
        of accounts: [RegistryAccount], _ registry: String, _ choose: ([RegistryAccount]) throws -> String?
    ) throws -> RegistryAccount {
        guard let first = accounts.first else { throw WorkflowError.noAccount(registry) }
        if Set(accounts.map(\.credential.username)).count == 1 { return first.spelledForKubelet }
        guard let name = try choose(accounts), let own = accounts.first(where: { $0.credential.username == name })
        else {
            throw WorkflowError.ambiguousAccount(registry, accounts)
        }
        return own.spelledForKubelet
    }

    private static func isAbsence(_ error: (any Error)?) -> Bool {
        switch error {
        case let error as RegistryError: error.code == .registryNotFound
        case let error as WorkflowError: error.code == .noAccount
        case let error as FileError: error.isMissing
        default: false
        }
    }
}
