// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingSystem
import KuberingYAML

/// What can be said about a user, as settings of its fields.
///
/// Fields that exclude each other take each other's place: kubectl refuses a token beside a user name and password, and
/// prefers a token's file to a token. Source: kubectl `pkg/cmd/config/set_credentials.go`.
public struct UserFields: Sendable {
    /// Where a certificate or key comes from.
    public enum Source: Sendable {
        /// A file that the kubeconfig names, by its absolute path.
        case file(String)
        /// PEM text that the kubeconfig holds.
        case embedded(SecretBytes)
        /// Nowhere: it is removed.
        case none
    }

    /// A program that gives credentials.
    public struct Plugin: Sendable {
        /// The program: with a slash a path, else looked up in `PATH`.
        public var command: String
        /// `client.authentication.k8s.io/v1` or `/v1beta1`.
        public var apiVersion: String
        /// Its arguments.
        public var arguments: [String]
        /// Variables that are set for it, in order.
        public var environment: [(name: String, value: String)]
        /// `Never`, `IfAvailable` or `Always`.
        public var interactiveMode: String
        /// Whether it is told about the cluster.
        public var isGivenCluster: Bool

        /// Describes a plugin.
        public init(
            command: String, apiVersion: String, arguments: [String], environment: [(name: String, value: String)],
            interactiveMode: String, isGivenCluster: Bool
        ) {
            self.command = command
            self.apiVersion = apiVersion
            self.arguments = arguments
            self.environment = environment
            self.interactiveMode = interactiveMode
            self.isGivenCluster = isGivenCluster
        }

        /// Kubernetes type: `ExecConfig`.
        fileprivate var json: JSONValue {
            .object(present: [
                "apiVersion": .string(apiVersion), "command": .string(command),
                "args": arguments.isEmpty ? nil : .array(arguments.map(JSONValue.string)),
                "env": environment.isEmpty
                    ? nil : .array(environment.map { ["name": .string($0.name), "value": .string($0.value)] }),
                "interactiveMode": .string(interactiveMode),
                "provideClusterInfo": isGivenCluster ? true : nil,
            ])
        }
    }

    /// The client certificate.
    public var certificate: Source?
    /// Its private key.
    public var key: Source?
    /// A bearer token.
    public var token: SecretBytes?
    /// The absolute path of a file with a bearer token; empty for none.
    public var tokenFile: String?
    /// The name for basic authentication; empty for none.
    public var username: String?
    /// The password for basic authentication.
    public var password: SecretBytes?
    /// A program that gives credentials; it takes the place of another one as a whole.
    public var plugin: Plugin?

    /// Says nothing.
    public init() {}

    /// What that sets and removes.
    ///
    /// - Returns: The fields, in the order of the Kubernetes type.
    public func settings() -> [FieldSetting] {
        var settings = Self.settings(certificate, "client-certificate") + Self.settings(key, "client-key")
        if let token {
            settings += [.init(["token"], Self.value(token))] + Self.removing("tokenFile", "username", "password")
        }
        if let tokenFile {
            settings.append(.init(["tokenFile"], tokenFile.isEmpty ? .removed : .path(tokenFile)))
            if !tokenFile.isEmpty { settings += Self.removing("token", "username", "password") }
        }
        if username?.isEmpty == false || password != nil { settings += Self.removing("token", "tokenFile") }
        if let username {
            settings.append(.init(["username"], username.isEmpty ? .removed : .json(.string(username))))
        }
        if let password { settings.append(.init(["password"], Self.value(password))) }
        if let plugin { settings += [.init(["exec"], .json(plugin.json))] + Self.removing("auth-provider") }
        return settings
    }

    private static func removing(_ fields: String...) -> [FieldSetting] { fields.map { .init([.key($0)], .removed) } }

    private static func settings(_ source: Source?, _ field: String) -> [FieldSetting] {
        guard let source else { return [] }
        let (file, data): (FieldSetting.Value, FieldSetting.Value) =
            switch source {
            case .file(let path): (.path(path), .removed)
            case .embedded(let pem):
                (.removed, .json(.string(pem.withExposedBytes { Data($0).base64EncodedString() })))
            case .none: (.removed, .removed)
            }
        return [.init([.key(field)], file), .init([.key(field + "-data")], data)]
    }

    private static func value(_ secret: SecretBytes) -> FieldSetting.Value {
        let text = secret.withExposedBytes { String(decoding: $0, as: UTF8.self) }
        return text.isEmpty ? .removed : .json(.string(text))
    }
}
