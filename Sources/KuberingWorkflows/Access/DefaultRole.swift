// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The ClusterRoles for people that every cluster has.
///
/// Source: Kubernetes `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`, tried on an API server.
enum DefaultRole: String, CaseIterable {
    case view, edit, admin
    case clusterAdmin = "cluster-admin"

    /// What people do not expect of it, a clause each.
    ///
    /// - Parameter isClusterWide: Whether it is granted in all namespaces at once.
    /// - Returns: The clauses; empty when there is nothing to warn of.
    func warnings(isClusterWide: Bool) -> [String] {
        let place = isClusterWide ? "every namespace, kube-system included" : "the namespace"
        let secrets =
            "reads and changes every secret of \(place), runs commands in its pods, "
            + "and can act as its service accounts"
        switch self {
        case .view: return []
        case .edit: return ["edit \(secrets)"]
        case .admin: return ["admin \(secrets)", "admin can grant its own rights in \(place) to others"]
        case .clusterAdmin:
            return [isClusterWide ? "cluster-admin may do everything" : "cluster-admin may do everything in \(place)"]
        }
    }
}
