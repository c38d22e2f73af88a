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

    private var rights: [String] {
        if verbs.contains("*"), let all = resources.first(where: { $0.ruleName == "*" }) {
            return [all.group == "*" ? "it may do everything" : "it may do everything with secrets, pods and more"]
        }
        var clauses: [String] = []
        // With names it is those that were named.
        if !hasNames, allows(["get", "list", "watch"], "secrets") {
            clauses.append("it reads secrets, those of service accounts and of other programs among them")
        }
        if allows(["create"], "serviceaccounts", "token") {
            clauses.append("it makes tokens of service accounts, and so has all that they may do")
        }
        if allows(["create", "get"], "pods", "exec") || allows(["create", "get"], "pods", "attach") {
            clauses.append("it runs commands in pods, and so has all that their service accounts may do")
        }
        if ["pods", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs"]
            .contains(where: { allows(["create", "update", "patch"], $0) })
        {
            clauses.append("it starts pods, which can use every secret and service account of their namespace")
        }
        if allows(["impersonate"], nil) { clauses.append("it acts as others, with all their rights") }
        if allows(["bind", "escalate"], nil) { clauses.append("it can give itself rights that it does not have") }
        if allows(["get", "create"], "nodes", "proxy") {
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

    /// Whether one of the verbs is allowed on a resource; nil is any.
    private func allows(_ wanted: [String], _ resource: String?, _ subresource: String = "") -> Bool {
        guard verbs.contains("*") || wanted.contains(where: verbs.contains) else { return false }
        guard let resource else { return !verbs.contains("*") || resources.contains { $0.resource == "*" } }
        return resources.contains {
            ($0.resource == resource || $0.resource == "*")
                && ($0.subresource == subresource || ($0.resource == "*" && $0.subresource.isEmpty))
        }
    }
}
