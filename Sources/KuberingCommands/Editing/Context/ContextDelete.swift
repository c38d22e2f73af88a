// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering context delete`.
struct ContextDelete: KuberingCommand {
    static let examples = [
        Example(
            "context delete old-prod --prune", "Delete a context with its cluster and user, if nothing else uses them."),
        Example("context delete 'kind-*' --prune --yes", "Delete all contexts of a pattern without a question."),
        Example("context delete .", "Delete the current context, and clear current-context."),
    ]
    static let configuration = configured(
        "delete", "Delete contexts.",
        discussion: """
            Clusters and users stay unless --prune is given and no context of any file uses them. When the current context is \
            deleted, current-context is cleared. What a pattern fits is asked about only at a terminal: a script deletes it at once, \
            and --dry-run shows what that would be. Protected contexts are asked about however they are named, and without a \
            terminal they need --yes.
            """)

    @Argument(
        help: ArgumentHelp(
            "Names or patterns; . is the current one.", valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var names: [String]
    @Flag(help: "Delete the cluster and the user, too, when no other context uses them.")
    var prune = false
    @OptionGroup var options: DeleteOptions

    func run(_ world: World) throws {
        var request = DeleteEntries.Request(.context, names)
        request.isPruning = prune
        try options.delete(request, world)
    }
}
