// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

struct UnsetPath: KuberingCommand {
    static let examples = [
        Example("unset contexts.prod.namespace", "Remove one field."),
        Example("unset 'users.jane.exec.args[0]'", "Remove one item of a list."),
        Example("unset current-context", "Have no current context."),
        Example("unset users", "Remove all users."),
    ]
    static let configuration = configured(
        "unset", "Remove any field of the kubeconfig by its path.",
        discussion: """
            Paths are those of kubering set. A whole entry or section can be named, too; what refers to it stays, with a warning: \
            kubering context delete, cluster delete and user delete look after that. What is not there is no error.
            """)

    @Argument(
        help: ArgumentHelp("What goes.", valueName: "path"),
        completion: .custom { words, _, prefix in Candidates.paths(prefix, words) })
    var path: String
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let path = try FieldPath(parsing: path)
        let outcome = try SetField(kubeconfig.location(world)).unset(path, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for clause in outcome.warnings { world.warn(clause) }
        if dryRun.dryRun { return }
        let name = OutsideText.escaped(path.text)
        world.say(outcome.changes.isEmpty ? "\(name) is not set." : "Removed \(name).")
        try world.report(LostBindings(before: outcome.before))
    }
}
