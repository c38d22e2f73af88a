// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential get`.
struct CredentialGet: ContextCommand {
    static let examples = [
        Example("credential get 5f2c…", "What kubectl runs; it sets KUBERNETES_EXEC_INFO to the cluster it asks for.")
    ]
    static let configuration = configured(
        "get", "Answer kubectl with a credential.",
        discussion: """
            The exec plugin of Kubernetes (client.authentication.k8s.io/v1 and v1beta1). The answer goes to standard output only \
            if the cluster in KUBERNETES_EXEC_INFO is the one the credential was stored for.
            """)

    @Argument(
        help: ArgumentHelp("The whole id.", valueName: "id"),
        completion: .custom { words, _, prefix in Candidates.credentials(prefix, words) })
    var id: String

    func run(_ context: CommandContext) throws {
        try Self.perform(id, context)
    }

    static func perform(_ text: String, _ context: CommandContext) throws {
        guard let id = CredentialID(parsing: text) else {
            throw WorkflowError.noCredential(text)
        }
        let answer = try GetCredential(environment: context.environment, canPrompt: context.errors.isTerminal)
            .run(id, context)
        if let warning = answer.warning { context.warn(warning) }
        answer.text.withExposedBytes { context.output.write($0) }
    }
}
