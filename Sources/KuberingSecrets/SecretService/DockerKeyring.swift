// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// The accounts that `docker-credential-secretservice` keeps, read without it: it need not be installed, and it shows only
/// one account of each registry.
///
/// Source: docker-credential-helpers, `secretservice/secretservice.c`: schema `io.docker.Credentials`, attributes `server`,
/// `username`, `docker_cli`.
public enum DockerKeyring {
    /// A user name and password for a registry.
    public struct Account: Sendable {
        /// The registry as docker spelled it.
        public let server: String
        /// The account's name.
        public let username: String
        /// Its password or token.
        public let secret: SecretBytes
    }

    /// Reads every account.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process, which must be the real ones.
    ///   - mayAsk: Whether the service may show the user a dialog when the keyring is locked.
    /// - Returns: The accounts in the order of the service.
    /// - Throws: ``SecretsError``, with `store-locked` when what is there cannot be seen.
    public static func accounts(environment: Environment, mayAsk: Bool) throws(SecretsError) -> [Account] {
        if let problem = SessionBus.problem(environment: environment) { throw .noSessionBus(problem) }
        let keyring = try Keyring(library: "libsecret-1.so.0", milliseconds: 3_000, id: nil)
        var items = try keyring.searchDocker()
        // A locked collection may hide its items altogether.
        let isHidden = items.isEmpty ? try keyring.defaultCollection() == .locked : items.hasLocked
        if isHidden {
            guard mayAsk else { throw .storeLocked() }
            keyring.restartDeadline(milliseconds: 60_000)
            if items.hasLocked { try keyring.unlock(items) } else { try keyring.unlockDefaultCollection() }
            items = try keyring.searchDocker()
            if items.hasLocked { throw .storeLocked() }
        }
        // What kubering itself keeps through docker's helper is no account of a registry.
        return items.dockerAccounts.filter { !HelperStore.owns($0.server) }
    }
}
