// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem

/// The command `kubering context rename`.
struct ContextRename: KuberingCommand {
    static let examples = [
        Example("context rename prod production", "Rename a context."),
        Example("context rename . production", "Rename the current one."),
    ]
    static let configuration = configured(
        "rename", "Rename a context, and everything that refers to it.",
        discussion: "The name is changed in current-context, too, in whichever file it stands.")

    @Argument(
        help: ArgumentHelp("The name now; . is the current one.", valueName: "old-name"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var oldName: String
    @Argument(help: ArgumentHelp("The name it gets, which must be free.", valueName: "new-name"))
    var newName: String
    @OptionGroup var options: RenameOptions

    func run(_ world: World) throws {
        try options.rename(.context, oldName, newName, world)
    }
}
