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

    /// Asks where there is a terminal; protected contexts are not deleted unasked elsewhere either.
    private func confirm(
        _ request: DeleteEntries.Request, _ workflow: DeleteEntries, _ world: World
    ) throws {
        let canAsk = confirmation.isNeeded(world)
        guard canAsk || request.kind == .context else { return }
        let plan = try workflow.run(request, isDryRun: true)
        let contexts = plan.deleted.filter { $0.kind == .context }.map(\.name)
        let protected = ProtectedContext(try Protection(Settings.load(world)).covered(contexts, in: plan.before))
        guard canAsk else {
            if protected.names.isEmpty { return }
            throw protected
        }
        let names = plan.deleted.map { "\($0.kind.rawValue) \(OutsideText.quoted($0.name))" }
        var question = "Delete \(names.joined(separator: ", "))?"
        if !protected.names.isEmpty {
            question = ProtectionOption.question(protected, asking: question, world)
        } else if plan.deleted.allSatisfy({ request.words.contains($0.name) }) {
            // A name typed in full is answer enough.
            return
        }
        try world.confirm(question, orSay: "Nothing was deleted.")
    }

    func delete(_ request: DeleteEntries.Request, _ world: World) throws {
        let workflow = DeleteEntries(kubeconfig.location(world))
        if !dryRun.dryRun, !confirmation.yes { try confirm(request, workflow, world) }
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
