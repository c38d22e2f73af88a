// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering merge`.
struct Merge: KuberingCommand {
    static let examples = [
        Example("merge ~/Downloads/prod.yaml", "Bring the contexts of a file into your kubeconfig."),
        Example("merge admin.conf --context-name 'prod' --use", "Give the context a name, and switch to it."),
        Example("merge fleet/ --select 'eu-*' --on-conflict fail", "Some contexts of a folder of kubeconfigs."),
        Example("ssh host cat .kube/config | kubering merge - --yes", "From another machine, without a question."),
        Example("merge a.yaml b.yaml --into -", "Two files as one kubeconfig, on standard output."),
        Example(
            "merge ~/Downloads/prod.yaml --delete-source", "And remove the file: its credentials are in yours now."),
    ]
    static let configuration = configured(
        "merge", "Bring the contexts of other kubeconfigs into yours.",
        discussion: """
            Clusters and users come with their contexts, and with the comments that they have in their file. What is there \
            already is recognised, however it is written. Where a name is taken by something else, rename (the default) gives \
            the entries of that file that clash a common ending, made of the file's name, the server or a number; keep leaves \
            what is there, and leaves out contexts that need the other one; replace puts the incoming entry in its place; fail \
            ends with an error. Relative paths keep their meaning.

            The current context stays, unless there is none or --use is given. Programs that kubectl would run, auth providers, \
            token files, proxies, servers whose certificate is not checked, contexts that use one of your own users, and clusters in \
            the place of one that your contexts sign in at must be agreed to; nothing of them is run. Either everything is merged or nothing.

            In --context-name these stand for what is known of the context: {context}, {cluster}, {user}, {file}, {server}, \
            {host}, {namespace}.
            """)

    @Argument(
        help: ArgumentHelp(
            "Kubeconfigs, folders of them, or - for standard input.", valueName: "file"), completion: .file())
    var files: [String]
    @Option(
        help: ArgumentHelp(
            "Merge into this file; - prints a kubeconfig of the named files alone, secrets included.",
            valueName: "file"), completion: .file())
    var into: String?
    @Option(help: ArgumentHelp("Where a name is taken: rename, keep, replace or fail.", valueName: "choice"))
    var onConflict = MergeKubeconfigs.Conflict.rename
    @Option(
        help: ArgumentHelp("Name the contexts that come in.", valueName: "template"),
        completion: .custom { _, _, prefix in Candidates.contextNameTemplates(prefix) })
    var contextName: String?
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Only contexts of this name or pattern; may be repeated.", valueName: "pattern"),
        completion: .custom { words, _, prefix in Candidates.incomingContexts(prefix, words) })
    var select: [String] = []
    @Flag(help: "Clusters and users that no context uses, too.")
    var all = false
    @Flag(help: "Make a context that comes in the current one: the current one of its file, else the first.")
    var use = false
    @Flag(help: "Then remove the files of which everything came in; kubering undo can bring them back.")
    var deleteSource = false
    @Flag(name: [.customShort("y"), .long], help: "Agree to everything that has to be agreed to.")
    var yes = false
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "Print the plan as text, json or yaml.")
    var output = ReportFormat.text
    @OptionGroup var paths: PathOptions
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if all, !select.isEmpty { throw ValidationError("--all takes everything; leave out --select") }
        if into != nil, kubeconfig.kubeconfig != nil { throw ValidationError("say --into or --kubeconfig, not both") }
        if into == "" { throw ValidationError("--into needs a file, or - for standard output") }
        if into == "-", dryRun.dryRun { throw ValidationError("--into - changes no file; leave out --dry-run") }
        if into == "-", deleteSource { throw ValidationError("--into - changes no file; leave out --delete-source") }
        if into == "-", output != .text { throw ValidationError("--into - prints the kubeconfig; leave out --output") }
    }

    func run(_ world: World) throws {
        var request = MergeKubeconfigs.Request()
        (request.onConflict, request.select) = (onConflict, select)
        (request.takesAll, request.makesCurrent, request.hasAbsolutePaths) = (all, use, paths.absolutePaths)
        request.contextName = try contextName.map { (text) throws(WorkflowError) in try ContextNameTemplate(text) }
        let sources = try MergeSources(reading: files, world)
        for note in sources.skipped { world.warn(note) }
        let workflow = MergeKubeconfigs(sources, request)
        do {
            try merge(workflow, sources, confirmed: yes || dryRun.dryRun ? nil : [], world)
        } catch let unconfirmed as UnconfirmedMerge {
            let report = MergeReport(unconfirmed.plan)
            report.warn(world)
            guard world.prompter.canAsk else { throw unconfirmed }
            // At a terminal the plan is shown once, before the question.
            let isShown = world.output.isTerminal && output == .text && into != "-"
            (isShown ? world.output : world.errors).write(report.table)
            try world.confirm("Merge this?", orSay: "Nothing was merged.")
            try merge(workflow, sources, confirmed: unconfirmed.plan.risks, isPlanShown: isShown, world)
        }
    }

    private func merge(
        _ workflow: MergeKubeconfigs, _ sources: MergeSources, confirmed: [MergeRisk]?, isPlanShown: Bool = false,
        _ world: World
    ) throws {
        if into == "-" {
            let (plan, text) = try workflow.text(confirmed: confirmed)
            text.forEachSegment { world.output.write($0) }
            if !world.isQuiet { world.errors.write(MergeReport(plan).table) }
            if yes { MergeReport(plan).warn(world) }
            for note in plan.notes { world.warn(note) }
            return
        }
        let location = KubeconfigLocation(explicit: into ?? kubeconfig.kubeconfig, world)
        let outcome = try workflow.run(into: location, confirmed: confirmed, isDryRun: dryRun.dryRun)
        let report = MergeReport(outcome.plan)
        switch output {
        case .text where isPlanShown || world.isQuiet: break
        case .text: (dryRun.dryRun ? world.errors : world.output).write(report.table)
        case .json: world.print(outcome.plan.json, as: .json)
        case .yaml: world.print(outcome.plan.json, as: .yaml)
        }
        // The plan is what was asked for then, and a diff beside it could not be told from it.
        world.report(outcome.changes, isDryRun: dryRun.dryRun && output == .text)
        if yes || dryRun.dryRun { report.warn(world) }
        for note in outcome.plan.notes { world.warn(note) }
        world.say(report.summary(outcome.changes, isDryRun: dryRun.dryRun))
        if let current = outcome.plan.currentContext, !dryRun.dryRun {
            if !outcome.previousContext.isEmpty {
                world.warn(notRemembered: PreviousNames(world).remember(context: outcome.previousContext))
            }
            world.say("Switched to context \(OutsideText.quoted(current)).")
        }
        if deleteSource { delete(sources, after: outcome.plan, location, world) }
    }

    private func delete(
        _ sources: MergeSources, after plan: MergePlan, _ location: KubeconfigLocation, _ world: World
    ) {
        let outcome = DeleteSources(sources, mergedInto: location).run(after: plan, isDryRun: dryRun.dryRun)
        for path in outcome.deleted {
            let name = OutsideText.escaped(path)
            world.say(
                dryRun.dryRun
                    ? "Would delete \(name)."
                    : "Deleted \(name); \(Kubering.programName) undo --kubeconfig \(ShellQuoting.quoted(path)) brings it back."
            )
        }
        for kept in outcome.kept { world.warn("kept \(OutsideText.escaped(kept.path)): \(kept.reason)") }
    }
}
