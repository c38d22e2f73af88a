// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering context set`.
struct ContextSet: KuberingCommand {
    static let examples = [
        Example("context set prod --cluster prod --user jane", "Make the context prod, or let it use these."),
        Example("context set . -n web", "Give the current context a namespace."),
        Example("context set prod --namespace ''", "Take its namespace away."),
        Example("context set prod --protected", "Let nobody enter it without a question, in the prompt red."),
    ]
    static let configuration = configured(
        "set", "Make a context, or change one.",
        discussion: """
            What is not named stays as it is. A context that does not exist yet is made, and said to be new; one without a cluster, \
            and a cluster or user that does not exist yet, are warnings. --protected sets a mark in the \
            kubeconfig, as the extension kubering/protected; contexts can be protected by name or pattern as well, in the settings.
            """)

    @Argument(
        help: ArgumentHelp("The context; . is the current one.", valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var name: String
    @Option(
        help: "Its cluster; '' for none.",
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var cluster: String?
    @Option(
        help: "Its user; '' for none.",
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var user: String?
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], help: "Its namespace; '' for the default one.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: String?
    @Flag(inversion: .prefixedNo, help: "Whether it is entered only after a question, or with --yes.")
    var protected: Bool?
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        var fields = SetContext.Fields()
        (fields.cluster, fields.user, fields.namespace) = (cluster, user, namespace)
        fields.isProtected = protected
        let outcome = try SetContext(kubeconfig.location(world)).run(name, fields, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for clause in outcome.warnings { world.warn(clause) }
        if dryRun.dryRun { return }
        try world.report(LostBindings(before: outcome.before))
        world.say(EntryKind.context.sentence(outcome.name, isNew: outcome.isNew, isChanged: !outcome.changes.isEmpty))
    }
}
