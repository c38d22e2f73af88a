// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// The namespaces that are known to be in a cluster without asking it: those that contexts of the cluster use.
public struct UsedNamespaces: Sendable {
    /// Each once, in file order; a context without one counts for `default`.
    public let names: [String]

    /// Looks at every context with the cluster of one context.
    ///
    /// - Parameters:
    ///   - context: The context's name; an unknown one gives no names.
    ///   - config: The configuration.
    /// - Throws: `ConfigError` when a context cannot be read.
    public init(of context: String, in config: Kubeconfig) throws {
        guard let cluster = try config.context(named: context)?.cluster else {
            names = []
            return
        }
        names = try config.names(.context).compactMap { name in
            guard let other = try config.context(named: name), other.cluster.isExactly(cluster) else { return nil }
            return other.namespace.isEmpty ? "default" : other.namespace
        }.distinct
    }
}
