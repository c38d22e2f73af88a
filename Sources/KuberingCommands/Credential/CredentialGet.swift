// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential get`.
struct CredentialGet: KuberingCommand {
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

    func run(_ world: World) throws {
        try Self.perform(id, world)
    }

    static func perform(_ text: String, _ world: World) throws {
        guard let id = CredentialID(parsing: text) else {
            throw WorkflowError.noCredential(text)
        }
        let answer = try GetCredential(environment: world.environment, canPrompt: world.errors.isTerminal)
            .run(id, world)
        if let warning = answer.warning { world.warn(warning) }
        answer.text.withExposedBytes { world.output.write($0) }
    }
}
