// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows

/// The command `kubering rbac role`.
struct RBACRole: KuberingCommand {
    static let examples = [
        Example("rbac role pod-reader --verb get,list,watch --resource pods,pods/log", "Read pods and their output."),
        Example("rbac role roller --verb get,patch --resource deploy --resource-name web -n shop", "One deployment."),
        Example(
            "rbac role monitor --cluster --verb get --resource nodes --non-resource-url /metrics", "A ClusterRole."),
    ]
    static let configuration = configured(
        "role", "Print a role that allows verbs on resources.",
        discussion: """
            The manifest is the one of kubectl create role and clusterrole, and no cluster is asked: the groups of the resources \
            that every cluster has are known, with their short names; others are written RESOURCE.GROUP. What a rule allows \
            beyond what it seems to is said on standard error.
            """)

    @Argument(help: ArgumentHelp("The role's name.", valueName: "name"))
    var name: String
    @Option(
        parsing: .singleValue, help: "Verbs, separated by commas; may be repeated.",
        completion: .custom { _, _, prefix in
            Candidates.listed(
                ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"], prefix)
        })
    var verb: [String] = []
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Resources, separated by commas, such as pods, pods/log, widgets.example.com; may be repeated.",
            valueName: "resource"),
        completion: .custom { _, _, prefix in Candidates.listed(DefineRole.knownResources, prefix) })
    var resource: [String] = []
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("The only object that counts; may be repeated.", valueName: "object"))
    var resourceName: [String] = []
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A path of the API server, with --cluster; may be repeated.", valueName: "path"))
    var nonResourceUrl: [String] = []
    @Flag(help: "Make a ClusterRole.")
    var cluster = false
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], parsing: .singleValue,
        help: "The role's namespace; may be repeated, for a manifest each.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: [String] = []
    @OptionGroup var format: ManifestOutput

    func validate() throws {
        if verbs.isEmpty { throw ValidationError("say what is allowed with --verb") }
        if resources.isEmpty, nonResourceURLs.isEmpty { throw ValidationError("say what it is about with --resource") }
        if !nonResourceURLs.isEmpty, !cluster { throw ValidationError("--non-resource-url needs --cluster") }
        if !resourceName.isEmpty, resources.isEmpty { throw ValidationError("--resource-name needs --resource") }
        if cluster, !namespace.isEmpty { throw ValidationError("a ClusterRole is in no namespace") }
    }

    func run(_ world: World) throws {
        var rules = DefineRole.Rules()
        rules.verbs = verbs
        rules.resources = resources
        rules.resourceNames = resourceName
        rules.nonResourceURLs = nonResourceURLs
        let outcome = try DefineRole(name, rules, in: namespace, isClusterRole: cluster).run()
        format.write(outcome.roles, warnings: outcome.warnings, world)
    }

    private var verbs: [String] { Self.words(verb) }
    private var resources: [String] { Self.words(resource) }
    private var nonResourceURLs: [String] { Self.words(nonResourceUrl) }

    private static func words(_ lists: [String]) -> [String] {
        lists.flatMap { $0.split(separator: ",").map { String($0) } }
    }
}
