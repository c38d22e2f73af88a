// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// A user: how to prove who one is.
///
/// Kubernetes type: `AuthInfo` of `k8s.io/client-go/tools/clientcmd/api/v1`.
public struct User: Sendable {
    /// The path of the client certificate, as written; empty when not set.
    public let clientCertificate: String
    /// The client certificate, decoded from base64: PEM text; nil when absent or empty.
    public let clientCertificateData: [UInt8]?
    /// The path of the client key, as written; empty when not set.
    public let clientKey: String
    /// The client key, decoded from base64: PEM text; nil when absent or empty.
    public let clientKeyData: SecretBytes?
    /// The bearer token; nil when absent or empty.
    public let token: SecretBytes?
    /// The path of a file with a bearer token, as written; empty when not set.
    ///
    /// It wins over ``token``.
    public let tokenFile: String
    /// The user to act as; empty when not set.
    public let impersonatedUser: String
    /// The uid to act as.
    public let impersonatedUID: String
    /// The groups to act as.
    public let impersonatedGroups: [String]
    /// The extra values to act with, by key.
    public let impersonatedExtra: [String: [String]]
    /// The name for basic authentication; empty when not set.
    public let username: String
    /// The password for basic authentication; nil when absent or empty.
    public let password: SecretBytes?
    /// A provider compiled into kubectl.
    public let authProvider: AuthProvider?
    /// A program that gives credentials.
    public let exec: ExecPlugin?
    /// What other tools keep here.
    public let extensions: [NamedExtension]

    init(_ fields: FieldReader) throws(YAMLError) {
        clientCertificate = fields.string("client-certificate")
        clientCertificateData = fields.base64("client-certificate-data")
        clientKey = fields.string("client-key")
        clientKeyData = fields.secretBase64("client-key-data")
        token = fields.secret("token")
        tokenFile = fields.string("tokenFile")
        impersonatedUser = fields.string("as")
        impersonatedUID = fields.string("as-uid")
        impersonatedGroups = fields.strings("as-groups")
        let extra = fields.mapping("as-user-extra")
        impersonatedExtra = Dictionary(
            (extra?.names ?? []).map { ($0, extra?.strings($0) ?? []) }, uniquingKeysWith: { _, last in last })
        username = fields.string("username")
        password = fields.secret("password")
        authProvider = fields.mapping("auth-provider").map(AuthProvider.init)
        exec = fields.mapping("exec").map(ExecPlugin.init)
        extensions = try fields.extensions()
    }
}

/// A credential provider compiled into kubectl.
///
/// Kubernetes type: `AuthProviderConfig`. Only `oidc` still works; `gcp` and `azure` were removed.
public struct AuthProvider: Sendable {
    /// Which provider.
    public let name: String
    /// Its settings, tokens among them: a secret as a whole.
    public let settingNames: [String]

    init(_ fields: FieldReader) {
        name = fields.string("name")
        settingNames = fields.mapping("config")?.names ?? []
    }
}
