// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering registry login`.
struct RegistryLogin: KuberingCommand {
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

    @Argument(
        help: ArgumentHelp("The registry, as docker spells it.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var server: String
    @Option(
        name: [.customShort("u", allowingJoined: true), .long],
        help:
            "The user name, asked for without it; <token> for an identity token. With --from it chooses among several accounts.",
        completion: .custom { words, _, prefix in Candidates.accounts(prefix, words) })
    var username: String?
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false
    @Option(
        help: ArgumentHelp(
            "Take the credential from docker, podman, helper:NAME (docker-credential-NAME) or a file, instead of a password.",
            valueName: "place"),
        completion: .custom { _, _, prefix in Candidates.accountPlaces(prefix) })
    var from: String?
    @OptionGroup var store: StoreOption
    @Option(help: "Write it into the configuration of docker or podman instead of a store.")
    var to: DockerConfigProgram?
    @Flag(help: "Do not ask the registry.")
    var noVerify = false
    @OptionGroup var access: RegistryAccessOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if from != nil, passwordStdin { throw ValidationError("--from takes no password") }
        if passwordStdin, username == nil { throw ValidationError("say who with -u") }
        if to != nil, store.store != nil { throw ValidationError("--to and --store are two places; choose one") }
    }

    func run(_ world: World) throws {
        try RegistryKey.check(server)
        let credential = try credential(world)
        try credential.check(allowsToken: true)
        if !noVerify { try RegistryReport.require(credential, access.access(world), world) }
        let place: String
        if let to {
            let change = try WriteDockerConfig(world).write(
                credential, to: to, isDryRun: dryRun.dryRun)
            if dryRun.dryRun { world.output.write(change.diff) }
            place = change.places.joined(separator: ", ")
        } else {
            let store = try store.choose(world)
            if !dryRun.dryRun { try RegistryLogins(world).add(credential, to: store) }
            place = "kubering's \(store.name.rawValue)"
        }
        let deed = dryRun.dryRun ? "would be in" : "is in"
        world.say(
            "Registry \(OutsideText.escaped(server)): user \(OutsideText.escaped(credential.username)) \(deed) "
                + "\(OutsideText.escaped(place)).")
        RegistryReport.warnOfShortLife(credential, world)
    }

    private func credential(_ world: World) throws -> RegistryCredential {
        guard from == nil else {
            let account = try RegistrySources(world).credential(
                for: server, username: username, in: from.map { .init($0) }, allowsTokens: true,
                choose: world.pickAccount)
            world.say(account.found(for: server))
            return account.credential
        }
        let username = try username ?? askForName(world)
        let password = try world.readPassword(of: username, fromInput: passwordStdin)
        return RegistryCredential(server: server, username: username, password: password)
    }

    private func askForName(_ world: World) throws -> String {
        guard world.prompter.canAsk else { throw UsageError("say who with -u") }
        return try world.prompter.readLine("User name for \(OutsideText.escaped(server)): ")
    }
}
