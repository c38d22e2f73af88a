// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential remove`.
struct CredentialRemove: ContextCommand {
    static let examples = [
        Example("credential remove 5f2c", "Delete a credential after a question."),
        Example("credential remove 5f2c --yes", "Delete it without one."),
    ]
    static let configuration = configured(
        "remove", "Delete a credential from its store.",
        discussion: "The user in the kubeconfig stays, and kubectl can no longer sign in as it.")

    @OptionGroup var argument: CredentialArgument
    @OptionGroup var confirmation: ConfirmationOption

    private func users(of id: String, in config: Kubeconfig) throws -> [String] {
        try config.names(.user).filter { try config.user(named: $0).flatMap(CredentialFacts.init(of:))?.id == id }
    }

    func run(_ context: CommandContext) throws {
        let entry = try argument.entry(context)
        let name = "credential \(entry.facts.id) of user \(OutsideText.quoted(entry.user))"
        try confirmation.ask(
            "Delete the \(name)? Its key cannot be brought back.", orSay: "Nothing was deleted.", context)
        try RemoveCredential(context).run(entry)
        context.say("Deleted the \(name).")
        let config = try Kubeconfig.load(argument.kubeconfig.location(context))
        for user in try users(of: entry.facts.id, in: config) {
            context.warn(
                "user \(OutsideText.quoted(user)) still refers to it, and kubectl can no longer sign in as it; to remove it: "
                    + "\(Kubering.programName) user delete --force \(ShellQuoting.quoted(user))")
        }
    }
}
