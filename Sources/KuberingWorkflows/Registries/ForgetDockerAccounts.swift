// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSecrets
public import KuberingSystem

/// Takes credentials of a registry out of the configuration of docker or podman, as their own `logout` would.
public struct ForgetDockerAccounts {
    private let world: World

    /// Prepares; nothing is read yet.
    public init(_ world: World) { self.world = world }

    /// Removes the credentials: from the credential store that the configuration names for the registry, then from the file.
    ///
    /// Every spelling of the registry counts. The file keeps its other bytes, its mode and the symbolic link that leads to it.
    ///
    /// - Parameters:
    ///   - registry: The registry in any spelling.
    ///   - username: Only this user's; nil for everybody's.
    ///   - program: Whose configuration.
    ///   - isDryRun: Whether nothing is removed.
    /// - Returns: Where they were, or are.
    /// - Throws: `FileError`, `RegistryError` or `SecretsError`; ``WorkflowError`` with `account-not-found` when there was
    ///   none, `account-ambiguous` when a store would forget another user, too.
    public func forget(
        _ registry: String, username: String?, of program: DockerConfigProgram, isDryRun: Bool
    ) throws -> DockerConfigChange {
        var all = DockerConfigChange()
        let files = DockerConfigFiles.written(by: program, world)
        if files.isEmpty { throw WorkflowError.noConfigurationFile(of: program) }
        for file in files {
            guard try file.read(world) != nil else { continue }
            let change = try file.edit(world, isDryRun: isDryRun) { config, text in
                var places: [String] = []
                for server in RegistryKey.sameServers(as: registry) {
                    if let store = config.store(for: server),
                        try erase(server, username, config, in: store, isDryRun: isDryRun)
                    {
                        places.append("docker-credential-\(store)")
                    }
                    let keys = config.keys(for: server, username: username)
                    for key in keys { try text.remove(key) }
                    if !keys.isEmpty { places.append(file.path) }
                }
                return places
            }
            for place in change.places where !all.places.contains(place) { all.places.append(place) }
            all.diff += change.diff
        }
        guard !all.places.isEmpty else {
            let known = files.map { OutsideText.escaped($0.path) }.joined(separator: ", ")
            throw WorkflowError.nothingToForget(registry, username: username, place: known)
        }
        return all
    }

    /// Lets a store forget a registry, and looks again: some helpers say nothing when they cannot.
    private func erase(
        _ registry: String, _ username: String?, _ config: DockerConfig, in store: String, isDryRun: Bool
    ) throws -> Bool {
        let accounts = DockerAccounts(world, allowsTokens: true)
        let known = try accounts.accounts(of: registry, config, in: store).map(\.credential)
        let meant = known.filter { username == nil || $0.username == username }
        let servers = Set(meant.map(\.server))
        if let other = known.first(where: { servers.contains($0.server) && $0.username != username }), username != nil {
            throw WorkflowError.forgetsOthers(registry, store: store, other: other.username)
        }
        if isDryRun { return !servers.isEmpty }
        let helper = try CredentialHelper(store, of: config, world)
        for server in servers { try helper.erase(server) }
        let left = try accounts.accounts(of: registry, config, in: store).map(\.credential.server)
        if let server = left.first(where: servers.contains) { throw WorkflowError.notForgotten(server, store: store) }
        return !servers.isEmpty
    }
}

extension WorkflowError {
    static func nothingToForget(_ registry: String, username: String?, place: String) -> WorkflowError {
        let user = username.map { " of user \(OutsideText.quoted($0))" } ?? ""
        return WorkflowError(
            .noAccount, "there is no credential\(user) for registry \(OutsideText.quoted(registry)) in \(place)",
            exitStatus: .notFound)
    }

    static func forgetsOthers(_ registry: String, store: String, other: String) -> WorkflowError {
        WorkflowError(
            .ambiguousAccount,
            "docker-credential-\(store) forgets every user of registry \(OutsideText.quoted(registry)) at once, "
                + "\(OutsideText.quoted(other)) included; leave out -u if that is meant", exitStatus: .usage)
    }

    static func notForgotten(_ registry: String, store: String) -> WorkflowError {
        WorkflowError(
            .refused,
            "docker-credential-\(store) still has the credential for registry \(OutsideText.quoted(registry)); "
                + "unlock its store and try again")
    }
}
