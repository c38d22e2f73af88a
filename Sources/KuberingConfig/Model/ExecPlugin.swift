// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A program that kubectl runs to get credentials.
///
/// Kubernetes type: `ExecConfig` of `k8s.io/client-go/tools/clientcmd/api/v1`.
public struct ExecPlugin: Sendable, Hashable {
    /// The program: with a slash a path, else looked up in `PATH`.
    public let command: String
    /// Its arguments.
    public let arguments: [String]
    /// Names of the environment variables that are set for it; the values may be secret.
    public let environmentNames: [String]
    /// `client.authentication.k8s.io/v1` or `/v1beta1`.
    public let apiVersion: String
    /// Whether the program is told about the cluster.
    public let provideClusterInfo: Bool
    /// `Never`, `IfAvailable` or `Always`.
    public let interactiveMode: String

    init(_ fields: FieldReader) {
        command = fields.string("command")
        arguments = fields.strings("args")
        environmentNames = fields.list("env").map { $0.string("name") }
        apiVersion = fields.string("apiVersion")
        provideClusterInfo = fields.bool("provideClusterInfo")
        let mode = fields.string("interactiveMode")
        // The only default that reading applies: none for v1.
        let isBeta = apiVersion.hasSuffix("/v1beta1") || apiVersion.hasSuffix("/v1alpha1")
        interactiveMode = mode.isEmpty && isBeta ? "IfAvailable" : mode
    }
}
