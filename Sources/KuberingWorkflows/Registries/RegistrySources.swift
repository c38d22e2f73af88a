// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry
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
        /// A file: a docker configuration or the manifest of a pull secret.
        case file(String)

        /// The place that an option names.
        public init(_ text: String) {
            switch text {
            case "store": self = .store
            case "docker": self = .docker
            case "podman": self = .podman
            default: self = .file(text)
            }
        }
    }

    let world: CommandContext

    /// Knows the places of this user; nothing is read yet.
    public init(_ world: CommandContext) { self.world = world }

    /// The credential for a registry.
    ///
    /// - Parameters:
    ///   - registry: The registry in any spelling; with a path, the longest known beginning of it counts, as with podman.
    ///   - username: Whose, where there are several accounts.
    ///   - place: Where to look; nil looks in kubering's store, docker's and podman's configuration, in this order.
    /// - Returns: The credential and where it was. Its server is spelled as it was found, or as it was asked for when only a
    ///   shorter path was found.
    /// - Throws: `RegistryError`, `FileError` or `SecretsError`; ``WorkflowError`` with `account-ambiguous` when there are
    ///   several accounts.
    public func credential(
        for registry: String, username: String?, in place: Place?
    ) throws -> RegistryAccount {
        if let place { return try only(try accounts(for: registry, username, in: place), registry) }
        var failure: (any Error)?
        for place in [Place.store, .docker, .podman] {
            do {
                return try only(try accounts(for: registry, username, in: place), registry)
            } catch let error as WorkflowError where error.code == .ambiguousAccount {
                throw error
            } catch {
                // What a place has and cannot give is more worth telling than what the next one has not.
                if failure == nil || Self.isAbsence(failure) { failure = Self.isAbsence(error) ? nil : error }
            }
        }
        throw failure ?? WorkflowError.noAccount(registry)
    }

    /// The registries that have a credential somewhere, each once; a place that cannot be read has none.
    public var names: [String] {
        let own = (try? RegistryLogins(world).entries())?.compactMap(\.facts.server) ?? []
        let files = DockerConfigFiles.podman(world).flatMap { (try? $0.read(world))?.registries ?? [] }
        return Set(own + files).sorted()
    }

    private func accounts(
        for registry: String, _ username: String?, in place: Place
    ) throws -> [RegistryAccount] {
        let found: [RegistryAccount]
        switch place {
        case .store: found = try RegistryLogins(world).accounts(for: registry)
        case .docker: found = try DockerAccounts(world).accounts(for: registry, in: DockerConfigFiles.docker(world))
        case .podman: found = try DockerAccounts(world).accounts(for: registry, in: DockerConfigFiles.podman(world))
        case .file(let path):
            found = try DockerAccounts(world).accounts(for: registry, in: [.init(path, isNeeded: true)])
        }
        guard let username else { return found }
        let own = found.filter { $0.credential.username == username }
        if own.isEmpty { throw WorkflowError.noAccount(registry, username: username, known: found) }
        return own
    }

    private func only(_ accounts: [RegistryAccount], _ registry: String) throws -> RegistryAccount {
        guard let first = accounts.first else { throw WorkflowError.noAccount(registry) }
        let names = Set(accounts.map(\.credential.username))
        guard names.count == 1 else { throw WorkflowError.ambiguousAccount(registry, accounts) }
        return first
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

/// A credential of a registry, and where it was found.
public struct RegistryAccount: Sendable {
    /// The credential.
    public let credential: RegistryCredential
    /// Where it was, for people: `kubering's vault`, `~/.docker/config.json`, `docker-credential-pass`.
    public let place: String

    /// Pairs a credential with its place.
    public init(_ credential: RegistryCredential, place: String) {
        self.credential = credential
        self.place = place
    }
}

extension WorkflowError {
    static func noAccount(_ registry: String, username: String? = nil, known: [RegistryAccount] = []) -> WorkflowError {
        let user = username.map { " of user \(OutsideText.quoted($0))" } ?? ""
        let others = known.map { OutsideText.quoted($0.credential.username) }.joined(separator: ", ")
        let remedy =
            known.isEmpty
            ? "sign in with: kubering registry login \(OutsideText.escaped(registry)) -u USER"
            : "there is one of \(others)"
        return WorkflowError(
            .noAccount, "there is no credential\(user) for registry \(OutsideText.quoted(registry)); \(remedy)",
            exitStatus: .notFound)
    }

    /// kubering keeps nothing for the registry.
    public static func noLogin(_ registry: String, username: String?) -> WorkflowError {
        let user = username.map { " of user \(OutsideText.quoted($0))" } ?? ""
        return WorkflowError(
            .noAccount,
            "kubering keeps no credential\(user) for registry \(OutsideText.quoted(registry)); see: kubering registry list",
            exitStatus: .notFound)
    }

    static func ambiguousAccount(_ registry: String, _ accounts: [RegistryAccount]) -> WorkflowError {
        let names = accounts.map { "\(OutsideText.quoted($0.credential.username)) (\(OutsideText.escaped($0.place)))" }
        return WorkflowError(
            .ambiguousAccount,
            "there are several accounts for registry \(OutsideText.quoted(registry)): \(names.joined(separator: ", ")); "
                + "choose one with -u", exitStatus: .usage)
    }
}
