// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Gives users, groups and service accounts the rights of a role: makes the bindings, and says what comes with them.
///
/// Nothing is asked of a cluster: whether the role exists shows when the bindings are applied and used.
public struct GrantRole: Sendable {
    /// Which role.
    public enum Role: Sendable, Hashable {
        /// One of the cluster's own (`view`, `edit`, `admin`, `cluster-admin`), else one of each namespace named, else a
        /// ClusterRole.
        case named(String)
        /// A ClusterRole.
        case clusterRole(String)

        /// What the role is called, whichever kind it is.
        public var name: String {
            switch self {
            case .named(let name), .clusterRole(let name): name
            }
        }
    }

    /// What was made.
    public struct Outcome: Sendable {
        /// A binding for each namespace, or one for the whole cluster.
        public let bindings: [RoleManifest]
        /// What should be known before they are applied, a clause each.
        public let warnings: [String]
    }

    private let subjects: [AccessSubject]
    private let role: Role
    private let namespaces: [String]
    private let name: String?

    /// Prepares a grant.
    ///
    /// - Parameters:
    ///   - role: The role.
    ///   - subjects: Who gets it.
    ///   - namespaces: Where; empty for the whole cluster.
    ///   - name: What the bindings are called; nil makes it of the subjects and the role.
    public init(_ role: Role, to subjects: [AccessSubject], in namespaces: [String], named name: String? = nil) {
        self.role = role
        self.subjects = subjects
        self.namespaces = namespaces
        self.name = name
    }

    /// Makes the bindings.
    ///
    /// - Parameter config: Tells which users of the kubeconfig have another name for the API server.
    /// - Returns: Bindings and warnings.
    /// - Throws: ``WorkflowError`` of code `bad-name` or `bad-namespace`; what reading a user throws.
    public func run(_ config: Kubeconfig) throws -> Outcome {
        try RoleManifest.check(role.name, of: "role")
        let name = name ?? defaultName
        try RoleManifest.check(name, of: "binding")
        for subject in subjects {
            guard !subject.name.isEmpty else {
                throw WorkflowError(.badName, "a user, group or service account has a name", exitStatus: .usage)
            }
            if case .serviceAccount(let namespace, _) = subject { try NamespaceName.check(namespace) }
        }
        for namespace in namespaces { try NamespaceName.check(namespace) }
        let places = namespaces.isEmpty ? [nil] : namespaces.map(Optional.some)
        let bindings = places.map { namespace in
            RoleManifest(
                namespace == nil ? "ClusterRoleBinding" : "RoleBinding", name, namespace: namespace,
                [
                    "subjects": .array(subjects.map(\.json)),
                    "roleRef": [
                        "apiGroup": .string(RoleManifest.apiGroup),
                        "kind": isClusterRole ? "ClusterRole" : "Role", "name": .string(role.name),
                    ],
                ])
        }
        return Outcome(
            bindings: bindings,
            warnings: try subjects.compactMap { try otherName(of: $0, in: config) }
                + subjects.compactMap(\.warning) + roleWarnings)
    }

    private var isClusterRole: Bool {
        switch role {
        case .clusterRole: true
        case .named(let name): namespaces.isEmpty || DefaultRole(rawValue: name) != nil
        }
    }

    private var roleWarnings: [String] {
        guard isClusterRole, let known = DefaultRole(rawValue: role.name) else { return [] }
        return known.warnings(isClusterWide: namespaces.isEmpty)
    }

    /// For example `jane-view`, `group-dev-view` or `jane+bob-view`; what no name of a binding can have is a dash.
    ///
    /// Other subjects make another name: `kubectl apply` would replace those of a binding that has it.
    private var defaultName: String {
        let names = subjects.map(\.bindingName).filter { !$0.isEmpty }
        let words = [names.joined(separator: "+"), role.name].filter { !$0.isEmpty }
        return String(words.joined(separator: "-").map { $0 == "/" || $0 == "%" ? "-" : $0 })
    }

    /// Says so when the kubeconfig has a user of this name whose certificate has another.
    private func otherName(of subject: AccessSubject, in config: Kubeconfig) throws -> String? {
        guard case .user(let name) = subject,
            let known = try AuthenticationFacts(user: name, in: config).commonName, !known.isExactly(name)
        else { return nil }
        return "user \(OutsideText.quoted(name)) of the kubeconfig is \(OutsideText.quoted(known)) to the cluster, "
            + "and this grants nothing to that name"
    }
}
