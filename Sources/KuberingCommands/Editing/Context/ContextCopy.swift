// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering context copy`.
struct ContextCopy: KuberingCommand {
    static let examples = [
        Example("context copy prod prod-web", "Make a second context for the same cluster and user.")
    ]
    static let configuration = configured(
        "copy", "Copy a context under another name.",
        discussion: "The copy refers to the same cluster and user; it is not made the current context.")

    @Argument(
        help: ArgumentHelp("The context to copy; . is the current one.", valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var name: String
    @Argument(help: ArgumentHelp("The name of the copy.", valueName: "new-name"))
    var newName: String
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let outcome = try SetContext(kubeconfig.location(world)).copy(name, to: newName, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        if dryRun.dryRun { return }
        world.say(
            "Context \(OutsideText.quoted(outcome.name)) copied to \(OutsideText.quoted(newName)).")
    }
}
