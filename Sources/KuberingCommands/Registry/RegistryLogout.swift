// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// The command `kubering registry logout`.
struct RegistryLogout: ContextCommand {
    static let examples = [
        Example("registry logout ghcr.io", "Forget the credentials of a registry."),
        Example("registry logout ghcr.io -u jane", "Forget one user's."),
    ]
    static let configuration = configured(
        "logout", "Remove the credentials of a registry from kubering's stores.",
        discussion: "What docker and podman keep is theirs: docker logout and podman logout.")

    @Argument(
        help: ArgumentHelp("The registry, in any spelling.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var server: String
    @Option(name: [.customShort("u", allowingJoined: true), .long], help: "Only this user's.")
    var username: String?

    func run(_ context: CommandContext) throws {
        let logins = RegistryLogins(context)
        let entries = try logins.entries(for: server, username: username)
            .filter { RegistryKey($0.facts.server ?? "") == RegistryKey(server) }
        guard !entries.isEmpty else { throw WorkflowError.noLogin(server, username: username) }
        for entry in entries {
            try logins.remove([entry])
            let registry = OutsideText.escaped(entry.facts.server ?? server)
            context.errors.writeLine(
                "Registry \(registry): user \(OutsideText.escaped(entry.user)) is removed from kubering's "
                    + "\(OutsideText.escaped(entry.facts.store)).")
        }
    }
}
