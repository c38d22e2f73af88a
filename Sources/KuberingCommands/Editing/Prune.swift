// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering prune`.
struct Prune: KuberingCommand {
    static let examples = [
        Example("prune --dry-run", "See what leads nowhere."),
        Example("prune", "Delete it, after a question."),
    ]
    static let configuration = configured(
        "prune", "Delete what leads nowhere and what nothing uses.",
        discussion: """
            That is: contexts whose cluster or user does not exist, the clusters and users that no context uses then, and a \
            current-context that names no context. All files of KUBECONFIG are looked at together, so name every file that \
            belongs to it. kubering check tells of the same, and of more.
            """)

    @OptionGroup var confirmation: DeletionConfirmationOption
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let workflow = PruneEntries(kubeconfig.location(world))
        if !dryRun.dryRun, confirmation.isNeeded(world) {
            let plan = try workflow.run(isDryRun: true)
            for sentence in sentences(plan, "Would delete") { world.errors.writeLine(sentence) }
            if !plan.changes.isEmpty { try world.confirm("Delete this?", orSay: "Nothing was deleted.") }
        }
        let outcome = try workflow.run(isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for sentence in sentences(outcome, dryRun.dryRun ? "Would delete" : "Deleted") { world.say(sentence) }
        if !dryRun.dryRun { try world.report(LeftCredentials(before: outcome.before)) }
        if outcome.changes.isEmpty { world.say("Everything leads somewhere and is used.") }
    }

    private func sentences(_ outcome: PruneEntries.Outcome, _ verb: String) -> [String] {
        outcome.pruned.map { pruned in
            let path = OutsideText.escaped(outcome.before.files[pruned.place.file].path)
            let name = "\(pruned.place.kind.rawValue) \(OutsideText.quoted(pruned.place.name))"
            return "\(verb) \(name) from \(path): \(pruned.reason)."
        }
            + outcome.clearedContexts.map {
                "\(verb) current-context \(OutsideText.quoted($0)): there is no such context."
            }
    }
}
