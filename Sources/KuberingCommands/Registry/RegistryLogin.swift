// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering registry login`.
struct RegistryLogin: ContextCommand {
    static let examples = [
        Example("registry login ghcr.io -u jane", "Ask for the password and keep it in the keyring or the vault."),
        Example("registry login ghcr.io -u jane --password-stdin < token", "The same, for scripts."),
        Example("registry login ghcr.io -u jane --to docker", "Write it into docker's configuration instead."),
    ]
    static let configuration = configured(
        "login", "Keep the credential of a registry, after asking the registry whether it works.",
        discussion: """
            It rests where kubering keeps credentials, in place of the one that the user had for the registry, and \
            kubering pull-secret create finds it there. Docker's and podman's files are written only with --to.
            """)

    /// A file of other programs that the credential can go into.
    enum Destination: String, ExpressibleByArgument, CaseIterable { case docker, podman }

    @Argument(
        help: ArgumentHelp("The registry, as docker spells it.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var server: String
    @Option(name: [.customShort("u", allowingJoined: true), .long], help: "The user name.")
    var username: String
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false
    @Option(help: "Take the credential from docker, podman or a file, instead of a password.", completion: .file())
    var from: String?
    @OptionGroup var store: StoreOption
    @Option(help: "Write it into the configuration of docker or podman instead of a store.")
    var to: Destination?
    @Flag(help: "Do not ask the registry.")
    var noVerify = false
    @OptionGroup var access: RegistryAccessOptions

    func validate() throws {
        if from != nil, passwordStdin { throw ValidationError("--from takes no password") }
        if to != nil, store.store != nil { throw ValidationError("--to and --store are two places; choose one") }
    }

    func run(_ context: CommandContext) throws {
        let credential = try credential(context)
        try credential.check()
        if !noVerify { try RegistryReport.require(credential, access.access(context), context) }
        let registry = OutsideText.escaped(server)
        let user = OutsideText.escaped(username)
        switch to {
        case .docker, .podman:
            let file = try WriteDockerConfig(context).write(credential, to: to == .docker ? .docker : .podman)
            context.errors.writeLine("Registry \(registry): user \(user) is in \(OutsideText.escaped(file)).")
        case nil:
            let store = try store.choose(context)
            try RegistryLogins(context).add(credential, to: store)
            context.errors.writeLine("Registry \(registry): user \(user) is in kubering's \(store.name.rawValue).")
        }
        RegistryReport.warnOfShortLife(credential, context)
    }

    private func credential(_ context: CommandContext) throws -> RegistryCredential {
        if let from {
            return try RegistrySources(context).credential(for: server, username: username, in: .init(from)).credential
        }
        let password =
            passwordStdin || !context.prompter.canAsk
            ? try context.input.readSecretLine()
            : try context.prompter.readSecret("Password of \(OutsideText.escaped(username)): ")
        return RegistryCredential(server: server, username: username, password: password)
    }
}
