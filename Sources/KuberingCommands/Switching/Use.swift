// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering use`.
struct Use: KuberingCommand {
    static let examples = [
        Example("use prod", "Make prod the current context."),
        Example("use prod -n web", "The same, and let it use the namespace web."),
        Example("use eu-1", "Switch to the only context with eu-1 in its name."),
        Example("use -", "Go back to the context before."),
        Example("use --shell prod", "Switch for this shell only."),
        Example("use --unset", "Leave no context current."),
        Example("use prod --dry-run", "Show the change as a diff and make none."),
    ]
    static let configuration = configured(
        "use", "Switch to another context.",
        discussion: """
            Changes the one line that says current-context and nothing else in the file. Without an argument a picker opens on a \
            terminal: type to filter, arrows to move, Enter to switch, Esc to leave; elsewhere the contexts are listed. A part of a name, or a pattern such as 'prod-*', is enough when it fits one context only; when it fits several, \
            the picker opens, or they are named and the status is 2. An unknown name ends with status 2 and names that are near.

            In a session ('\(Kubering.programName) shell', 'env', --shell) the switch is for that session only. --shell starts one in the \
            shell itself, and with --unset leaves it; it needs the hook of '\(Kubering.programName) init'.
            """)

    @Argument(
        help: ArgumentHelp("The context, a part of its name, or - for the one before.", valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words, and: [Candidates.before]) })
    var name: String?
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], help: "The namespace the context gets.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: String?
    @Flag(help: "Leave no context current.")
    var unset = false
    @Flag(name: .customLong("shell"), help: "Switch for this shell only.")
    var isForShell = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption
    @OptionGroup var protection: ProtectionOption

    func validate() throws {
        if unset, name != nil || namespace != nil {
            throw ValidationError("--unset takes no context and no namespace")
        }
        if name == nil, namespace != nil {
            throw ValidationError("say which context; for the current one: \(Kubering.programName) ns NAMESPACE")
        }
    }

    func run(_ world: World) throws {
        if isForShell { return try ShellSwitch(self, world).run() }
        let location = kubeconfig.location(world)
        var target: SwitchContext.Target = unset ? .none : name == "-" ? .previous : .matching(name ?? "")
        if !unset, name == nil {
            guard world.canPick else { return try ListContexts.printNames(location, world) }
            target = .named(try world.pickContext(location))
        }
        try Self.perform(
            target, namespace: namespace, location, isDryRun: dryRun.dryRun, isAgreed: protection.yes, world)
    }

    static func perform(
        _ target: SwitchContext.Target, namespace: String?, _ location: KubeconfigLocation, isDryRun: Bool,
        isAgreed: Bool, _ world: World
    ) throws {
        let outcome: SwitchContext.Outcome
        do {
            let protection = isAgreed || isDryRun ? nil : Protection(try Settings.load(world))
            outcome = try SwitchContext(location, previousNames: PreviousNames(world), protection: protection)
                .run(target, namespace: namespace, isDryRun: isDryRun)
        } catch let error as ConfigError where error.code == .entryAmbiguous && world.canPick {
            let name = try world.pickContext(location, fitting: error.name ?? "")
            return try perform(
                .named(name), namespace: namespace, location, isDryRun: isDryRun, isAgreed: isAgreed, world)
        } catch let error as ProtectedContext {
            // Asked without the lock: an answer can take its time.
            try ProtectionOption.ask(about: error, world)
            return try perform(
                target, namespace: namespace, location, isDryRun: isDryRun, isAgreed: true, world)
        }
        world.report(outcome.changes, isDryRun: isDryRun)
        if isDryRun { return }
        world.warn(notRemembered: outcome.notRemembered)
        guard target != .none else { return world.say("No context is current now.") }
        let suffix = namespace.map { " with namespace " + OutsideText.quoted($0) } ?? ""
        let verb = outcome.changes.isEmpty ? "Already on" : "Switched to"
        let place = location.hasFront ? " for this shell" : ""
        world.say("\(verb) context \(OutsideText.quoted(outcome.context))\(suffix)\(place).")
    }
}
