// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// What every `delete` takes besides names, and what it says.
struct DeleteOptions: ParsableArguments {
    @OptionGroup var confirmation: DeletionConfirmationOption
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func delete(_ request: DeleteEntries.Request, _ world: CommandContext) throws {
        let workflow = DeleteEntries(kubeconfig.location(world))
        if !dryRun.dryRun, confirmation.isNeeded(world) {
            let plan = try workflow.run(request, isDryRun: true)
            // A name typed in full is answer enough.
            let isPlain = plan.deleted.allSatisfy { request.words.contains($0.name) }
            let names = plan.deleted.map { "\($0.kind.rawValue) \(OutsideText.quoted($0.name))" }
            if !isPlain {
                try world.confirm("Delete \(names.joined(separator: ", "))?", orSay: "Nothing was deleted.")
            }
        }
        let outcome = try workflow.run(request, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        let verb = dryRun.dryRun ? "Would delete" : "Deleted"
        for place in outcome.deleted {
            let path = OutsideText.escaped(outcome.before.files[place.file].path)
            world.say("\(verb) \(place.kind.rawValue) \(OutsideText.quoted(place.name)) from \(path).")
        }
        for kept in outcome.kept {
            world.say("Kept \(kept.kind.rawValue) \(OutsideText.quoted(kept.name)): \(kept.reason).")
        }
        if !dryRun.dryRun { try world.report(LeftCredentials(before: outcome.before)) }
        for clause in outcome.warnings { world.warn(clause) }
        if outcome.clearedCurrentContext != nil {
            world.warn("that was the current context; choose another one with: kubering use CONTEXT")
        }
    }
}
