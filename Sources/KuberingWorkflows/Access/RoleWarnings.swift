// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What people do not expect of a role.
///
/// Source: Kubernetes, "Role Based Access Control Good Practices" and "Using RBAC Authorization".
struct RoleWarnings {
    let verbs: [String]
    let resources: [RuleResource]
    /// Whether only some objects are meant.
    let hasNames: Bool

    private static let usualVerbs = [
        "*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind",
        "escalate", "impersonate", "approve", "sign", "proxy", "attest",
    ]

    /// The clauses.
    var all: [String] { unusual + rights + names }

    private var unusual: [String] {
        let verbs = verbs.filter { !Self.usualVerbs.contains($0) }.map {
            "\(OutsideText.quoted($0)) is no usual verb; those are get, list, watch, create, update, patch and delete"
        }
        let isCoreOnly = resources.contains { $0.resource == "*" && $0.group.isEmpty }
        return verbs + (isCoreOnly ? ["* is all of the core group only; all resources are *.*"] : [])
    }

    /// What starts pods, by its group.
    private static let workloads = [
        "": ["pods", "replicationcontrollers"], "apps": ["deployments", "daemonsets", "statefulsets", "replicasets"],
        "batch": ["jobs", "cronjobs"],
    ]
    /// Whom one can act as, by the group that the API server asks about.
    private static let identities = [
        "": ["users", "groups", "serviceaccounts"], "authentication.k8s.io": ["uids", "userextras"],
    ]

    private var rights: [String] {
        let alls = resources.filter { $0.ruleName == "*" }.map(\.group)
        if verbs.contains("*") {
            if alls.contains("*") { return ["it may do everything"] }
            if alls.contains("") { return ["it may do everything with secrets, pods and more"] }
        }
        var clauses: [String] = []
        // With names it is those that were named.
        if !hasNames, allows(["get", "list", "watch"], "secrets") {
            clauses.append("it reads secrets, those of service accounts and of other programs among them")
        }
        if allows(["create"], "serviceaccounts/token") {
            clauses.append("it makes tokens of service accounts, and so has all that they may do")
        }
        if allows(["create", "get"], "pods/exec") || allows(["create", "get"], "pods/attach") {
            clauses.append("it runs commands in pods, and so has all that their service accounts may do")
        }
        if allows(["create", "update", "patch"], Self.workloads) {
            clauses.append("it starts pods, which can use every secret and service account of their namespace")
        }
        if allows(["impersonate"], Self.identities) { clauses.append("it acts as others, with all their rights") }
        if allows(["bind", "escalate"], ["rbac.authorization.k8s.io": ["roles", "clusterroles"]]) {
            clauses.append("it can give itself rights that it does not have")
        }
        if allows(["get", "create"], "nodes/proxy") {
            clauses.append("it runs commands in every pod of a node, past the API server's log")
        }
        return clauses
    }

    private var names: [String] {
        guard hasNames else { return [] }
        // The name is not known yet, or not said: Kubernetes, "Referring to resources".
        let unnamed = verbs.filter { ["create", "deletecollection"].contains($0) }
            .map { "\($0) cannot be limited to names, and is not allowed by this rule" }
        let lists = verbs.filter { ["list", "watch"].contains($0) }
        guard !lists.isEmpty else { return unnamed }
        return unnamed + [
            "\(lists.joined(separator: " and ")) with names \(lists.count == 1 ? "works" : "work") only for requests of one object: "
                + "kubectl get RESOURCE --field-selector metadata.name=NAME"
        ]
    }

    /// Whether one of the verbs is allowed on one of these resources, by group.
    private func allows(_ wanted: [String], _ resources: [String: [String]]) -> Bool {
        resources.contains { group, names in names.contains { allows(wanted, $0, of: group) } }
    }

    /// Whether one of the verbs is allowed on a resource, with its subresource.
    ///
    /// A rule for `*` covers every subresource, and one for `userextras` with a key is one for a part of these. Source: Kubernetes,
    /// `ResourceMatches`.
    private func allows(_ wanted: [String], _ name: String, of group: String = "") -> Bool {
        guard verbs.contains("*") || wanted.contains(where: verbs.contains) else { return false }
        return resources.contains { rule in
            guard [group, "*"].contains(rule.group) else { return false }
            let isWildcard =
                rule.resource == "*" && (rule.subresource.isEmpty || name.hasSuffix("/" + rule.subresource))
            return isWildcard || rule.ruleName == name || (name == "userextras" && rule.resource == name)
        }
    }
}
