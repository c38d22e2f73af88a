// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// The command `kubering registry logout`.
struct RegistryLogout: KuberingCommand {
    static let examples = [
        Example("registry logout ghcr.io", "Forget the credentials of a registry."),
        Example("registry logout ghcr.io -u jane", "Forget one user's."),
        Example("registry logout ghcr.io --from docker", "Take it out of docker's configuration instead."),
    ]
    static let configuration = configured(
        "logout", "Remove the credentials of a registry from kubering's stores, or from docker's or podman's files.",
        discussion: """
            Docker's and podman's files, and the credential stores that they name, are changed only with --from; everything else \
            in them stays as it is.
            """)

    @Argument(
        help: ArgumentHelp("The registry, in any spelling.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var server: String
    @Option(
        name: [.customShort("u", allowingJoined: true), .long], help: "Only this user's.",
        completion: .custom { words, _, prefix in Candidates.accounts(prefix, words) })
    var username: String?
    @Option(help: "Remove it from the configuration of docker or podman instead of kubering's stores.")
    var from: DockerConfigProgram?
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        if let from { return try forget(of: from, world) }
        let logins = RegistryLogins(world)
        let wanted = RegistryKey.sameServers(as: server).map { RegistryKey($0) }
        let entries = try logins.entries(for: server, username: username)
            .filter { wanted.contains(RegistryKey($0.facts.server ?? "")) }
        guard !entries.isEmpty else { throw WorkflowError.noLogin(server, username: username) }
        var failure: (any Error)?
        for entry in entries {
            do {
                if !dryRun.dryRun { try logins.remove(entry) }
            } catch {
                // The others are forgotten all the same.
                failure = failure ?? error
                continue
            }
            let registry = OutsideText.escaped(entry.facts.server ?? server)
            world.say(
                "Registry \(registry): user \(OutsideText.escaped(entry.user)) \(deed) from kubering's "
                    + "\(OutsideText.escaped(entry.facts.store)).")
        }
        if let failure { throw failure }
    }

    private func forget(of program: DockerConfigProgram, _ world: World) throws {
        let change = try ForgetDockerAccounts(world).forget(
            server, username: username, of: program, isDryRun: dryRun.dryRun)
        if dryRun.dryRun { world.output.write(change.diff) }
        let user = username.map { "user \(OutsideText.escaped($0))" } ?? "what was there"
        for place in change.places {
            world.say("Registry \(OutsideText.escaped(server)): \(user) \(deed) from \(OutsideText.escaped(place)).")
        }
    }

    private var deed: String { dryRun.dryRun ? "would be removed" : "is removed" }
}
