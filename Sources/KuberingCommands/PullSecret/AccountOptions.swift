// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// Whose credential goes into a pull secret, and where it is.
struct AccountOptions: ParsableArguments {
    @Option(
        name: [.customShort("u", allowingJoined: true), .long],
        help: "The user name; chooses an account where there are several.",
        completion: .custom { words, _, prefix in Candidates.accounts(prefix, words) })
    var username: String?
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false
    @Option(
        help: ArgumentHelp(
            "Where the credential is: store (kubering registry login), docker, podman, helper:NAME (docker-credential-NAME), or a file: a docker configuration or the manifest of a pull secret; without it store is asked and, when that has none, docker and podman.",
            valueName: "place"),
        completion: .custom { _, _, prefix in Candidates.accountPlaces(prefix, and: ["store"]) })
    var from: String?

    /// Whether nothing was said.
    var isEmpty: Bool { username == nil && !passwordStdin && from == nil }

    /// Checks that the options belong together.
    func check(registries: [String]) throws {
        if registries.isEmpty { throw ValidationError("say which registries with --registry") }
        guard passwordStdin else { return }
        if from != nil { throw ValidationError("--from takes no password") }
        if username == nil { throw ValidationError("--password-stdin needs the user name with -u") }
        if registries.count > 1 {
            throw ValidationError("--password-stdin goes with one registry; sign in to several with registry login")
        }
    }

    /// The credentials of the registries; says where each was found.
    ///
    /// - Parameters:
    ///   - registries: In any spelling.
    ///   - allowsTokens: Whether identity tokens will do, which a registry takes and a kubelet does not.
    ///   - world: The world.
    /// - Returns: One for each registry, in their order.
    /// - Throws: What ``RegistrySources`` throws, and `RegistryError` for a password that was given.
    func credentials(
        for registries: [String], allowsTokens: Bool = false, _ world: World
    ) throws -> [RegistryCredential] {
        for registry in registries { try RegistryKey.check(registry) }
        if passwordStdin, let username, let server = registries.first {
            let password = try world.readPassword(of: username, fromInput: true)
            let credential = RegistryCredential(
                server: RegistryKey.spelledForKubelet(server), username: username, password: password)
            try credential.check(allowsToken: allowsTokens)
            return [credential]
        }
        let sources = RegistrySources(world)
        return try registries.map { registry in
            let account = try sources.credential(
                for: registry, username: username, in: from.map { .init($0) }, allowsTokens: allowsTokens,
                choose: world.pickAccount)
            world.say(account.found(for: registry))
            return account.credential
        }
    }
}
