// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// The kubeconfig user that leaves its credential to kubering.
enum ExecEntry {
    /// The content of the user: the exec plugin, and the public facts in an extension.
    ///
    /// Kubernetes type: `ExecConfig`. The command is an absolute path, so that programs without the user's `PATH` find it.
    static func user(_ facts: CredentialFacts, command: String) -> JSONValue {
        [
            "exec": [
                "apiVersion": "client.authentication.k8s.io/v1",
                "command": .string(command),
                "args": ["credential", "get", .string(facts.id)],
                "interactiveMode": "IfAvailable",
                "provideClusterInfo": true,
            ],
            "extensions": [
                ["name": .string(KuberingExtension.name), "extension": facts.json]
            ],
        ]
    }
}
