// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The root command.
struct Kubering: KuberingCommand {
    /// What the program is called in help texts: `kubectl ring` when kubectl started it as a plugin.
    static let programName =
        CommandLine.arguments.first.map(LexicalPath.lastComponent) == "kubectl-ring" ? "kubectl ring" : "kubering"

    static let version = "0.1.0"

    static let examples = [
        Example("", "Show where commands go now."),
        Example("use prod", "Switch to the context prod; so does \(programName) prod."),
        Example("ns web", "Use the namespace web."),
        Example(
            "onboard jane --certificate jane.crt --key jane.key --cluster prod",
            "Give jane a context, with her key in the keyring."),
        Example("pull-secret create regcred --registry ghcr.io --from docker", "Make an imagePullSecret."),
    ]

    static let configuration: CommandConfiguration = {
        var configuration = configured(
            programName, "Keep your kubeconfig and your credentials.",
            discussion: """
                Switches contexts and namespaces by changing one line, keeps client keys in the desktop keyring and serves them to \
                kubectl, and makes imagePullSecrets from where the registry credentials already are.

                The options -q, --no-color and --kubeconfig FILE may stand before the command, too.
                """,
            subcommands: [
                Status.self, Use.self, Namespace.self, Current.self, List.self, View.self, Prompt.self,
                Shell.self, Env.self, Exec.self, Init.self, ContextEditing.self, ClusterEditing.self, UserEditing.self,
                SetPath.self, UnsetPath.self, Prune.self, Merge.self, Export.self,
                Split.self, Embed.self, Extract.self, KubeconfigCommand.self, Check.self, Undo.self,
                HistoryCommand.self,
                Onboard.self,
                CertificateCommands.self, Credential.self, VaultCommands.self, Registry.self, PullSecret.self,
                RBAC.self, TokenFileCommands.self,
            ],
            defaultSubcommand: Status.self)
        configuration.version = "kubering \(version)"
        return configuration
    }()

    func run(_ world: World) throws {}
}
