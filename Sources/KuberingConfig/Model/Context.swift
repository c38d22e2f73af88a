// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// A context: a cluster, a user and a namespace under one name.
///
/// Kubernetes type: `Context` of `k8s.io/client-go/tools/clientcmd/api/v1`.
public struct Context: Sendable, Hashable {
    /// The cluster's name; it need not exist.
    public let cluster: String
    /// The user's name; it need not exist.
    public let user: String
    /// The namespace; empty when not set, which means `default`.
    public let namespace: String
    /// What other tools keep here.
    public let extensions: [NamedExtension]

    /// Whether the context carries the mark of one to be careful with.
    public var isProtected: Bool { extensions.contains(where: KuberingExtension.isProtection) }

    init(_ fields: FieldReader) throws(YAMLError) {
        cluster = fields.string("cluster")
        user = fields.string("user")
        namespace = fields.string("namespace")
        extensions = try fields.extensions()
    }
}
