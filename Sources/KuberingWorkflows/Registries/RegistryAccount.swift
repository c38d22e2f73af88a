// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingRegistry

/// A credential of a registry, and where it was found.
public struct RegistryAccount: Sendable {
    /// User name and password, with the registry as its place spells it.
    public let credential: RegistryCredential
    /// Where it was, for people: `kubering's vault`, `~/.docker/config.json`, `docker-credential-pass`.
    public let place: String

    /// Pairs a credential with its place.
    public init(_ credential: RegistryCredential, place: String) {
        self.credential = credential
        self.place = place
    }

    /// The same with a server that a kubelet understands.
    var spelledForKubelet: RegistryAccount {
        let server = RegistryKey.spelledForKubelet(credential.server)
        return RegistryAccount(
            RegistryCredential(
                server: server, username: credential.username, password: credential.password, email: credential.email),
            place: place)
    }
}

extension [RegistryAccount] {
    /// Those that a kubelet could use, too.
    ///
    /// - Throws: `RegistryError` with `credential-is-token` when there are only others.
    func withoutTokens() throws -> [RegistryAccount] {
        let usable = filter { !$0.credential.isIdentityToken }
        if usable.isEmpty, let token = first {
            throw RegistryError.credentialIsToken(token.credential.server, path: token.place)
        }
        return usable
    }
}
