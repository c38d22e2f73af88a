// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// What every `delete` takes besides names, and what it says.
struct DeleteOptions: ParsableArguments {
    @Flag(
        name: [.customShort("y"), .long],
        help: "Do not ask, not even for a pattern; without a terminal nothing is asked.")
    var yes = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func delete(_ request: DeleteEntries.Request, _ world: CommandContext) throws {
        let workflow = DeleteEntries(kubeconfig.location(world))
        if !yes, !dryRun.dryRun, world.prompter.canAsk {
            let plan = try workflow.run(request, isDryRun: true)
            // A name typed in full is answer enough.
            let isPlain = plan.deleted.allSatisfy { request.words.contains($0.name) }
            let names = plan.deleted.map { "\($0.kind.rawValue) \(OutsideText.quoted($0.name))" }
            guard try isPlain || world.prompter.confirm("Delete \(names.joined(separator: ", "))?") else {
                world.say("Nothing was deleted.")
                throw ExitCode(ExitStatus.failed.rawValue)
            }
        }
        let outcome = try workflow.run(request, isDryRun: dryRun.dryRun)
        DryRunOption.report(outcome.changes, isDryRun: dryRun.dryRun, world)
        let verb = dryRun.dryRun ? "Would delete" : "Deleted"
        for place in outcome.deleted {
            let path = OutsideText.escaped(outcome.before.files[place.file].path)
            world.say("\(verb) \(place.kind.rawValue) \(OutsideText.quoted(place.name)) from \(path).")
        }
        for kept in outcome.kept {
            world.say("Kept \(kept.kind.rawValue) \(OutsideText.quoted(kept.name)): \(kept.reason).")
        }
        for clause in outcome.warnings { world.warn(clause) }
        if outcome.clearedCurrentContext != nil {
            world.warn("that was the current context; choose another one with: kubering use CONTEXT")
        }
    }
}
