// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering ns`.
struct Namespace: KuberingCommand {
    static let examples = [
        Example("ns web", "Let the current context use the namespace web."),
        Example("ns -", "Go back to the namespace before."),
        Example("ns --unset", "Use the default namespace."),
        Example("ns web --context prod", "Change another context."),
        Example("ns", "Pick a namespace; in a script, print the current context's."),
        Example("ns --current", "Print it in any case."),
    ]
    static let configuration = configured(
        "ns", "Switch the namespace of a context.",
        discussion: """
            The name's syntax is checked; whether the cluster has the namespace is not asked. A pattern such as 'web-*' is \
            looked up among the namespaces that contexts of the same cluster use, and must fit one only. Without an argument a picker \
            offers these on a terminal; elsewhere the current namespace is printed.

            In the picker, Enter takes the selected namespace, and where nothing fits what was typed, that; Ctrl-T takes what was typed \
            in any case. With fzf as the picker it is the same.
            """)

    @Argument(
        help: ArgumentHelp("The namespace, or - for the one before.", valueName: "namespace"),
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words, and: [Candidates.before]) })
    var name: String?
    @Flag(help: "Use the default namespace.")
    var unset = false
    @Flag(name: [.customShort("c"), .long], help: "Print the namespace, and change nothing.")
    var current = false
    @Flag(help: "Changes nothing: the cluster is never asked. For hands that are used to kubens.")
    var force = false
    @Option(
        help: "The context to change, instead of the current one.",
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var context: String?
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if unset, name != nil { throw ValidationError("--unset takes no namespace") }
        if current, unset || name != nil { throw ValidationError("--current takes no namespace and no --unset") }
    }

    func run(_ world: World) throws {
        let location = kubeconfig.location(world)
        if current { return try printCurrent(location, world) }
        var target: SwitchNamespace.Target = unset ? .unset : name == "-" ? .previous : .named(name ?? "")
        if !unset, name == nil {
            guard world.canPick else { return try printCurrent(location, world) }
            let config = try world.load(location)
            target = .named(try world.pickNamespace(for: try context ?? config.requiredCurrentContext(), in: config))
        }
        let outcome = try SwitchNamespace(location, previousNames: PreviousNames(world))
            .run(target, context: context, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        if dryRun.dryRun { return }
        world.warn(notRemembered: outcome.notRemembered)
        let shown = outcome.namespace.isEmpty ? "default" : outcome.namespace
        let place = location.hasFront ? " for this shell" : ""
        world.say(
            "Context \(OutsideText.quoted(outcome.context)) uses namespace \(OutsideText.quoted(shown))\(place).")
    }

    private func printCurrent(_ location: KubeconfigLocation, _ world: World) throws {
        let config = try Kubeconfig.load(location)
        let name = try context ?? config.requiredCurrentContext()
        guard let found = try config.context(named: name) else { throw config.contextNotFound(name) }
        world.output.writeLine(OutsideText.escaped(found.namespace.isEmpty ? "default" : found.namespace))
    }
}
