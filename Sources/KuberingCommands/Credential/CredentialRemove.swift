// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential remove`.
struct CredentialRemove: KuberingCommand {
    static let examples = [
        Example("credential remove 5f2c", "Delete a credential after a question."),
        Example("credential remove 5f2c --yes", "Delete it without one."),
        Example("credential remove --unused", "Delete those that no user of the kubeconfig refers to."),
    ]
    static let configuration = configured(
        "remove", "Delete a credential from its store.",
        discussion: """
            The user in the kubeconfig stays, and kubectl can no longer sign in as it. --unused looks at the files of KUBECONFIG, or \
            of --kubeconfig, only: a user of another file may refer to what it deletes.
            """)

    @Argument(
        help: ArgumentHelp("The id, its first digits, or the user's name.", valueName: "id"),
        completion: .custom { words, _, prefix in Candidates.credentials(prefix, words) })
    var id: String?
    @Flag(help: "Every credential that no user refers to, those included that a killed command has left.")
    var unused = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var confirmation: ConfirmationOption

    func validate() throws {
        if (id == nil) != unused { throw ValidationError("name a credential, or say --unused") }
    }

    private func users(of id: String, in config: Kubeconfig) throws -> [String] {
        try config.names(.user).filter { try config.user(named: $0).flatMap(CredentialFacts.init(of:))?.id == id }
    }

    func run(_ world: World) throws {
        let config = try Kubeconfig.load(kubeconfig.location(world))
        let entries: [CredentialIndex.Entry]
        if let id {
            entries = [try CredentialIndex(world.directories).entry(id, with: config)]
        } else {
            entries = try ListCredentials(world.directories).run(config)
                .filter { [.unused, .unfinished].contains($0.state) }.map(\.entry)
            if entries.isEmpty { world.say("Every credential is used.") }
        }
        for entry in entries { try remove(entry, config, world) }
    }

    private func remove(_ entry: CredentialIndex.Entry, _ config: Kubeconfig, _ world: World) throws {
        let name = "credential \(entry.facts.id) of user \(OutsideText.quoted(entry.user))"
        try confirmation.ask(
            "Delete the \(name)? Its key cannot be brought back.", orSay: "Nothing was deleted.", world)
        try RemoveCredential(world).run(entry)
        world.say("Deleted the \(name).")
        for user in try users(of: entry.facts.id, in: config) {
            world.warn(
                "user \(OutsideText.quoted(user)) still refers to it, and kubectl can no longer sign in as it; to remove it: "
                    + "\(Kubering.programName) user delete --force \(ShellQuoting.quoted(user))")
        }
    }
}
