// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering rbac grant`.
struct RBACGrant: KuberingCommand {
    static let examples = [
        Example("rbac grant jane --role edit -n web | kubectl apply -f -", "Let jane change what is in a namespace."),
        Example("rbac grant --group dev --role view", "Let a group look at all namespaces."),
        Example("rbac grant jane --role pod-reader -n web -n shop", "A role of your own, in two namespaces."),
    ]
    static let configuration = configured(
        "grant", "Print the bindings that give a role to users or groups.",
        discussion: """
            With -n a RoleBinding for each namespace, else a ClusterRoleBinding: the manifests of kubectl create rolebinding and \
            clusterrolebinding. Names are those that the cluster sees: the common name of a user's certificate, and its \
            organizations for groups.

            view reads most things, but no secrets; edit also changes them, and reads secrets; admin can also grant rights in its \
            namespace. These and cluster-admin are roles of every cluster; another --role is one of the namespace, or with \
            --cluster-role or without -n one of the cluster.
            """)

    @Argument(
        help: ArgumentHelp("Users, by the names that the cluster sees.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var users: [String] = []
    @Option(parsing: .singleValue, help: "A group; may be repeated.")
    var group: [String] = []
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A service account; may be repeated.", valueName: "namespace:name"),
        completion: .custom { words, _, prefix in Candidates.defaultServiceAccounts(prefix, words) })
    var serviceAccount: [String] = []
    @Option(help: "The role.", completion: .list(["view", "edit", "admin", "cluster-admin"]))
    var role: String?
    @Option(
        help: "The role, a ClusterRole in any case.", completion: .list(["view", "edit", "admin", "cluster-admin"]))
    var clusterRole: String?
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], parsing: .singleValue,
        help: "A namespace; may be repeated, for a manifest each.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: [String] = []
    @Option(
        help:
            "The name of the bindings; without it made of all subjects and the role: jane-view, group-dev-view, jane+bob-view."
    )
    var name: String?
    @OptionGroup var format: ManifestOutput
    @OptionGroup var kubeconfig: KubeconfigOptions

    func validate() throws {
        guard (role == nil) != (clusterRole == nil) else {
            throw ValidationError("say which role, with either --role or --cluster-role")
        }
        guard !users.isEmpty || !group.isEmpty || !serviceAccount.isEmpty else {
            throw ValidationError("say who gets the role: a user, --group or --service-account")
        }
        for account in serviceAccount where account.split(separator: ":", omittingEmptySubsequences: false).count != 2 {
            throw ValidationError("a service account is NAMESPACE:NAME")
        }
    }

    func run(_ world: World) throws {
        let accounts = serviceAccount.map { account in
            let parts = account.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            return AccessSubject.serviceAccount(namespace: parts.first ?? "", name: parts.last ?? "")
        }
        let role = clusterRole.map(GrantRole.Role.clusterRole) ?? .named(role ?? "")
        let subjects = users.map(AccessSubject.user) + group.map(AccessSubject.group) + accounts
        let outcome = try GrantRole(role, to: subjects, in: namespace, named: name)
            .run(Kubeconfig.load(kubeconfig.location(world)))
        format.write(outcome.bindings, warnings: outcome.warnings, world)
    }
}
