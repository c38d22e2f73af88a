// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// The kubeconfig schema, version v1. Source: Kubernetes `k8s.io/client-go/tools/clientcmd/api/v1`, type `Config` and the
// types it holds; the order is that of their declarations.

extension Schema {
    static let config = Schema([
        Field("kind", .string),
        Field("apiVersion", .string),
        Field("preferences", .object(preferences)),
        Field("clusters", .namedList(namedCluster), whenEmpty: .null),
        Field("users", .namedList(namedUser), whenEmpty: .null),
        Field("contexts", .namedList(namedContext), whenEmpty: .null),
        Field("current-context", .string, whenEmpty: .emptyString),
        Field("extensions", .namedList(namedExtension)),
    ])

    static let preferences = Schema([
        Field("colors", .bool),
        Field("extensions", .namedList(namedExtension)),
    ])

    static let namedCluster = Schema([Field("name", .string), Field("cluster", .object(cluster))])
    static let namedUser = Schema([Field("name", .string), Field("user", .object(user))])
    static let namedContext = Schema([Field("name", .string), Field("context", .object(context))])
    static let namedExtension = Schema([Field("name", .string), Field("extension", .any, redaction: .value)])

    static let cluster = Schema([
        Field("server", .string, whenEmpty: .emptyString, redaction: .url),
        Field("tls-server-name", .string),
        Field("insecure-skip-tls-verify", .bool),
        Field("certificate-authority", .string),
        Field("certificate-authority-data", .base64, redaction: .data),
        Field("proxy-url", .string, redaction: .url),
        Field("disable-compression", .bool),
        Field("extensions", .namedList(namedExtension)),
    ])

    static let user = Schema([
        Field("client-certificate", .string),
        Field("client-certificate-data", .base64, redaction: .data),
        Field("client-key", .string),
        Field("client-key-data", .base64, redaction: .data),
        Field("token", .string, redaction: .value),
        Field("tokenFile", .string),
        Field("as", .string),
        Field("as-uid", .string),
        Field("as-groups", .stringList),
        Field("as-user-extra", .stringListMap),
        Field("username", .string, redaction: .value),
        Field("password", .string, redaction: .value),
        Field("auth-provider", .object(authProvider)),
        Field("exec", .object(exec)),
        Field("extensions", .namedList(namedExtension)),
    ])

    static let context = Schema([
        Field("cluster", .string, whenEmpty: .emptyString),
        Field("user", .string, whenEmpty: .emptyString),
        Field("namespace", .string),
        Field("extensions", .namedList(namedExtension)),
    ])

    /// The fields of an entry's content, which stands beside its name.
    static func content(of kind: EntryKind) -> Schema {
        switch kind {
        case .cluster: cluster
        case .user: user
        case .context: context
        }
    }

    static let authProvider = Schema([
        Field("name", .string, whenEmpty: .emptyString),
        Field("config", .stringMap, whenEmpty: .null, redaction: .value),
    ])

    static let exec = Schema([
        Field("command", .string, whenEmpty: .emptyString),
        Field("args", .stringList, whenEmpty: .null, redaction: .value),
        Field("env", .list(environmentVariable), whenEmpty: .null),
        Field("apiVersion", .string),
        Field("installHint", .string),
        Field("provideClusterInfo", .bool, whenEmpty: .false),
        Field("interactiveMode", .string),
    ])

    static let environmentVariable = Schema([
        Field("name", .string, whenEmpty: .emptyString),
        Field("value", .string, whenEmpty: .emptyString, redaction: .value),
    ])
}
