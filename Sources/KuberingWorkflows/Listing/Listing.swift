// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// What a listing says about contexts, clusters and users.
public struct Listing: Sendable {
    /// What is said of a context, with what it refers to.
    public struct ContextFacts: Sendable {
        /// Its name.
        public let name: String
        /// Whether it is the current one.
        public let isCurrent: Bool
        /// The name of its cluster.
        public let cluster: String
        /// The cluster's address; nil when there is no such cluster.
        public let server: String?
        /// The name of its user.
        public let user: String
        /// Its namespace; empty means `default`.
        public let namespace: String
        /// The file it comes from, as spelled.
        public let file: String
        /// How its user proves who they are.
        public let authentication: AuthenticationFacts

        /// The object of JSON output.
        public var json: JSONValue {
            .object(present: [
                "name": .string(name), "current": .bool(isCurrent), "cluster": .string(cluster),
                "server": server.map { .string(URLRedaction.redacted($0)) }, "user": .string(user),
                "namespace": .string(namespace.isEmpty ? "default" : namespace), "file": .string(file),
                "authentication": authentication.json,
            ])
        }
    }

    /// What is said of a cluster, and who uses it.
    public struct ClusterFacts: Sendable {
        /// Its name.
        public let name: String
        /// Its address, without credentials.
        public let server: String
        /// Whether its certificate is not checked.
        public let skipsVerification: Bool
        /// The file it comes from, as spelled.
        public let file: String
        /// The names of the contexts that use it, in file order.
        public let contexts: [String]

        /// The object of JSON output.
        public var json: JSONValue {
            .object(present: [
                "name": .string(name), "server": .string(server),
                "insecureSkipTLSVerify": skipsVerification ? true : nil, "file": .string(file),
                "contexts": .array(contexts.map(JSONValue.string)),
            ])
        }
    }

    /// What is said of a user, and who uses them.
    public struct UserFacts: Sendable {
        /// Their name.
        public let name: String
        /// The file they come from, as spelled.
        public let file: String
        /// How they prove who they are.
        public let authentication: AuthenticationFacts
        /// The names of the contexts that use them, in file order.
        public let contexts: [String]

        /// The object of JSON output.
        public var json: JSONValue {
            [
                "name": .string(name), "file": .string(file), "authentication": authentication.json,
                "contexts": .array(contexts.map(JSONValue.string)),
            ]
        }
    }

    private let config: Kubeconfig

    /// Prepares a listing of a configuration.
    public init(_ config: Kubeconfig) {
        self.config = config
    }

    /// The contexts with these names, in the order given; names that do not exist are left out.
    public func contexts(_ names: [String]) throws -> [ContextFacts] {
        try names.compactMap { name in
            guard let context = try config.context(named: name), let origin = config.origin(.context, named: name)
            else { return nil }
            return ContextFacts(
                name: name, isCurrent: name.isExactly(config.currentContext), cluster: context.cluster,
                server: try config.cluster(named: context.cluster)?.server, user: context.user,
                namespace: context.namespace, file: config.path(of: origin),
                authentication: try AuthenticationFacts(user: context.user, in: config))
        }
    }

    /// For each name of a cluster or user, the contexts that use it, in file order.
    private func uses(of kind: EntryKind) throws -> [ExactName: [String]] {
        var uses: [ExactName: [String]] = [:]
        for name in config.names(.context) {
            guard let context = try config.context(named: name) else { continue }
            uses[ExactName(kind == .cluster ? context.cluster : context.user), default: []].append(name)
        }
        return uses
    }

    /// The clusters with these names, in the order given; names that do not exist are left out.
    public func clusters(_ names: [String]) throws -> [ClusterFacts] {
        let uses = try uses(of: .cluster)
        return try names.compactMap { name in
            guard let cluster = try config.cluster(named: name), let origin = config.origin(.cluster, named: name)
            else { return nil }
            return ClusterFacts(
                name: name, server: URLRedaction.redacted(cluster.server),
                skipsVerification: cluster.insecureSkipTLSVerify, file: config.path(of: origin),
                contexts: uses[ExactName(name)] ?? [])
        }
    }

    /// The users with these names, in the order given; names that do not exist are left out.
    public func users(_ names: [String]) throws -> [UserFacts] {
        let uses = try uses(of: .user)
        return try names.compactMap { name in
            guard let origin = config.origin(.user, named: name) else { return nil }
            return UserFacts(
                name: name, file: config.path(of: origin),
                authentication: try AuthenticationFacts(user: name, in: config), contexts: uses[ExactName(name)] ?? [])
        }
    }
}
