// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// Makes the manifest of a role that allows verbs on resources.
public struct DefineRole: Sendable {
    /// The resources of every cluster by their names in rules.
    public static var knownResources: [String] { BuiltinResource.names }

    /// What the role allows.
    public struct Rules: Sendable {
        /// The verbs, such as `get`; repetitions do not count, and `*` is all.
        public var verbs: [String] = []
        /// The resources: `RESOURCE[.GROUP][/SUBRESOURCE]`.
        public var resources: [String] = []
        /// The only objects that count; empty for all.
        public var resourceNames: [String] = []
        /// Paths of the API server that are no resources, such as `/metrics`.
        public var nonResourceURLs: [String] = []

        /// Allows nothing.
        public init() {}
    }

    /// What was made.
    public struct Outcome: Sendable {
        /// A role for each namespace; one without when none is named.
        public let roles: [RoleManifest]
        /// What should be known before they are applied, a clause each.
        public let warnings: [String]
    }

    private let name: String
    private let rules: Rules
    private let namespaces: [String]
    private let isClusterRole: Bool

    /// Prepares a role.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - rules: What it allows.
    ///   - namespaces: Where it is; empty leaves that to who applies it.
    ///   - isClusterRole: Whether it is a ClusterRole, which is in no namespace.
    public init(_ name: String, _ rules: Rules, in namespaces: [String], isClusterRole: Bool) {
        self.name = name
        self.rules = rules
        self.namespaces = namespaces
        self.isClusterRole = isClusterRole
    }

    /// Makes the manifests.
    ///
    /// One rule for each API group, sorted by group, as `kubectl create role` makes them.
    ///
    /// - Returns: Roles and warnings.
    /// - Throws: ``WorkflowError`` of code `bad-name`, `bad-namespace` or `bad-value`.
    public func run() throws -> Outcome {
        try RoleManifest.check(name, of: "role")
        for namespace in namespaces { try NamespaceName.check(namespace) }
        for path in rules.nonResourceURLs { try Self.checkPath(path) }
        let verbs = rules.verbs.contains("*") ? ["*"] : rules.verbs.distinct
        let words = rules.resources.contains("*") ? ["*"] : rules.resources.distinct
        let resources = try words.map(RuleResource.init)
        if let clusterWide = resources.first(where: { $0.isNamespaced == false }), !isClusterRole {
            throw WorkflowError(
                .badValue,
                "\(clusterWide.ruleName) are in no namespace, and a role of a namespace cannot allow anything with them; "
                    + "say --cluster to make a ClusterRole",
                exitStatus: .usage)
        }
        let groups = Set(resources.map(\.group)).sorted()
        var list: [JSONValue] = groups.map { group in
            .object(present: [
                "verbs": .array(verbs.map(JSONValue.string)), "apiGroups": [.string(group)],
                "resources": .array(
                    resources.filter { $0.group == group }.map(\.ruleName).distinct.map(JSONValue.string)),
                "resourceNames": rules.resourceNames.isEmpty
                    ? nil : .array(rules.resourceNames.distinct.map(JSONValue.string)),
            ])
        }
        if !rules.nonResourceURLs.isEmpty {
            list.append([
                "verbs": .array(verbs.map(JSONValue.string)),
                "nonResourceURLs": .array(rules.nonResourceURLs.distinct.map(JSONValue.string)),
            ])
        }
        let places = isClusterRole || namespaces.isEmpty ? [nil] : namespaces.map(Optional.some)
        return Outcome(
            roles: places.map {
                RoleManifest(isClusterRole ? "ClusterRole" : "Role", name, namespace: $0, ["rules": .array(list)])
            },
            warnings: RoleWarnings(verbs: verbs, resources: resources, hasNames: !rules.resourceNames.isEmpty).all)
    }

    /// Throws ``WorkflowError`` of code `bad-value` when no rule can have this path.
    ///
    /// Source: kubectl `pkg/cmd/create/create_clusterrole.go`.
    private static func checkPath(_ path: String) throws(WorkflowError) {
        guard path != "*", !path.hasPrefix("/") || path.dropLast().contains("*") else { return }
        throw WorkflowError(
            .badValue,
            "\(OutsideText.quoted(path)) is no path of a rule: it begins with /, and has * at its end only",
            exitStatus: .usage)
    }
}

extension Array where Element == String {
    /// Each element once, where it comes first.
    var distinct: [String] {
        var seen: Set<ExactName> = []
        return filter { seen.insert(ExactName($0)).inserted }
    }
}
