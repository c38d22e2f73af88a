// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// What can be said about a user, as settings of its fields.
///
/// Fields that exclude each other take each other's place: kubectl refuses a token beside a user name and password, and
/// prefers a token's file to a token. A token also takes the place of a credential in a store. Source: kubectl `pkg/cmd/config/set_credentials.go`.
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
    /// A program that gives credentials.
    public var plugin: PluginFields?
    /// A provider that is built into kubectl.
    public var provider: AuthProviderFields?

    /// Says nothing.
    public init() {}

    /// What that sets and removes.
    ///
    /// - Parameter user: What the user holds now; nil for a new one.
    /// - Returns: The fields, in the order of the Kubernetes type.
    /// - Throws: ``WorkflowError`` of code `does-not-fit` for a change of a plugin or provider that is not there.
    public func settings(of user: JSONValue?) throws(WorkflowError) -> [FieldSetting] {
        var settings = Self.settings(certificate, "client-certificate") + Self.settings(key, "client-key")
        if let token {
            settings += [.init(["token"], Self.value(token))] + Self.removing("tokenFile", "username", "password")
            if plugin == nil { settings += Self.leavingStore(user) }
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
        if let provider { settings += try provider.settings(of: user) }
        if let plugin { settings += try plugin.settings(of: user) }
        return settings
    }

    private static func removing(_ fields: String...) -> [FieldSetting] { fields.map { .init([.key($0)], .removed) } }

    /// What takes a user's stored credential from it: kubectl goes on using a plugin beside a token.
    private static func leavingStore(_ user: JSONValue?) -> [FieldSetting] {
        let arguments = (user?["exec"]?["args"]?.array ?? []).compactMap(\.string)
        guard KuberingExtension.credentialID(in: arguments) != nil else { return [] }
        let names = (user?["extensions"]?.array ?? []).map { $0["name"]?.string }
        guard let index = names.firstIndex(of: KuberingExtension.name) else { return removing("exec") }
        return removing("exec") + [
            .init(names.count == 1 ? ["extensions"] : ["extensions", .index(index)], .removed)
        ]
    }

    private static func settings(_ source: Source?, _ field: String) -> [FieldSetting] {
        guard let source else { return [] }
        let (file, data): (FieldSetting.Value, FieldSetting.Value) =
            switch source {
            case .file(let path): (.path(path), .removed)
            case .embedded(let pem): (.removed, .json(.string(pem.exposedBase64)))
            case .none: (.removed, .removed)
            }
        return [.init([.key(field)], file), .init([.key(field + "-data")], data)]
    }

    private static func value(_ secret: SecretBytes) -> FieldSetting.Value {
        secret.count == 0 ? .removed : .json(.string(secret.exposedText))
    }
}
