// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// Who is granted rights.
///
/// Kubernetes type: `rbac/v1` `Subject`.
public enum AccessSubject: Sendable, Hashable {
    /// A user by the name that the API server sees, such as the common name of a client certificate.
    case user(String)
    /// A group by the name that the API server sees, such as an organization of a client certificate.
    case group(String)
    /// A service account of a namespace.
    case serviceAccount(namespace: String, name: String)

    /// The name without its namespace.
    public var name: String {
        switch self {
        case .user(let name), .group(let name), .serviceAccount(_, let name): name
        }
    }

    /// What stands for it in the name of a binding; nothing for one without a name.
    var bindingName: String {
        if name.isEmpty { return "" }
        switch self {
        case .user(let name): return name
        case .group(let name): return "group-\(name)"
        case .serviceAccount(let namespace, let name): return "serviceaccount-\(namespace)-\(name)"
        }
    }

    /// The subject in a binding, members in the order of the Kubernetes type.
    var json: JSONValue {
        switch self {
        case .user(let name): ["kind": "User", "apiGroup": .string(RoleManifest.apiGroup), "name": .string(name)]
        case .group(let name): ["kind": "Group", "apiGroup": .string(RoleManifest.apiGroup), "name": .string(name)]
        // A group here is refused by the API server.
        case .serviceAccount(let namespace, let name):
            ["kind": "ServiceAccount", "name": .string(name), "namespace": .string(namespace)]
        }
    }

    /// What should be known about granting anything to it; nil for most.
    ///
    /// Source: Kubernetes, "Using RBAC Authorization", default roles and groups.
    var warning: String? {
        switch self {
        case .group("system:masters"):
            "the group system:masters may do everything already, whatever is granted or taken away"
        case .group("system:authenticated"): "the group system:authenticated is everybody who can sign in"
        case .group("system:serviceaccounts"): "the group system:serviceaccounts is every workload of the cluster"
        case .group("system:unauthenticated"), .user("system:anonymous"):
            "\(OutsideText.quoted(name)) is everybody who can reach the cluster, without signing in"
        default: nil
        }
    }
}
