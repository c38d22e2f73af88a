// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering context`.
struct ContextEditing: KuberingCommand {
    static let examples = [
        Example("context rename . prod", "Give the current context another name."),
        Example("context delete 'kind-*' --prune", "Delete contexts with what nothing else uses."),
    ]
    static let configuration = configured(
        "context", "Make, change, rename, copy and delete contexts.",
        subcommands: [ContextSet.self, ContextRename.self, ContextCopy.self, ContextDelete.self])

    func run(_ world: World) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
