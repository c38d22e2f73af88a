// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Where a command is run: a context, and its namespace there.
public struct ExecTarget: Sendable, Hashable {
    /// The context's name.
    public let context: String
    /// The namespace it gets; nil for its own.
    public let namespace: String?

    /// Names a target.
    public init(context: String, namespace: String?) {
        self.context = context
        self.namespace = namespace
    }

    /// All targets, in the order of the words; namespaces in their order below each context.
    ///
    /// - Parameters:
    ///   - words: Names and patterns of contexts; `.` is the current one.
    ///   - namespaces: Names, and patterns among those that contexts of the same cluster use; none for each context's own.
    ///   - config: The configuration.
    /// - Returns: At least one target.
    /// - Throws: `ConfigError` of code `entry-not-found` for a word that fits no context; ``WorkflowError`` for a name that
    ///   no namespace can have, and when no namespace fits.
    public static func all(_ words: [String], namespaces: [String], in config: Kubeconfig) throws -> [ExecTarget] {
        let contexts = try EntrySelection(.context, words).places(in: config).map(\.name)
        guard !namespaces.isEmpty else { return contexts.map { ExecTarget(context: $0, namespace: nil) } }
        for name in namespaces where !GlobPattern.isPattern(name) { try NamespaceName.check(name) }
        let targets = try contexts.flatMap { context in
            let used =
                try namespaces.contains(where: GlobPattern.isPattern)
                ? UsedNamespaces(of: context, in: config).names : []
            return namespaces.flatMap { name in
                guard GlobPattern.isPattern(name) else { return [name] }
                let pattern = GlobPattern(name)
                return used.filter { pattern.matches($0) }
            }.distinct.map { ExecTarget(context: context, namespace: $0) }
        }
        guard !targets.isEmpty else {
            throw WorkflowError.noNamespace(namespaces.joined(separator: " "), context: contexts.first ?? "")
        }
        return targets
    }
}
