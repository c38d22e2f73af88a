// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// What every `rename` takes besides the two names, and what it says.
struct RenameOptions: ParsableArguments {
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func rename(_ kind: EntryKind, _ oldName: String, _ newName: String, _ world: World) throws {
        let settings = kind == .context ? try Settings.load(world) : Settings()
        let outcome = try RenameEntry(kubeconfig.location(world))
            .run(kind, from: oldName, to: newName, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        if settings.isProtected(outcome.oldName), !settings.isProtected(newName),
            try outcome.before.context(named: outcome.oldName)?.isProtected != true
        {
            world.warn(
                "context \(OutsideText.quoted(newName)) is not protected under this name; to change that: kubering context set "
                    + "--protected -- \(ShellQuoting.quoted(newName))")
        }
        if dryRun.dryRun { return }
        if kind == .context { PreviousNames(world).rename(context: outcome.oldName, to: newName) }
        guard !outcome.changes.isEmpty else {
            return world.say(kind.sentence(outcome.oldName, isNew: false, isChanged: false))
        }
        let followers = outcome.followers.map { OutsideText.quoted($0) }.joined(separator: ", ")
        world.say(
            "\(kind.rawValue.capitalizedFirst) \(OutsideText.quoted(outcome.oldName)) renamed to "
                + OutsideText.quoted(newName)
                + (outcome.paths.count < 2
                    ? "" : " in " + outcome.paths.map(OutsideText.escaped).joined(separator: ", "))
                + (followers.isEmpty ? "." : ", also in the contexts that use it: \(followers)."))
    }
}

extension String {
    /// The same with a capital at the beginning.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
