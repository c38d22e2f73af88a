// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// The command `kubering pull-secret`.
struct PullSecret: ContextCommand {
    static let examples: [Example] = []
    static let configuration = configured(
        "pull-secret", "Make and look at imagePullSecrets.",
        subcommands: [PullSecretCreate.self, PullSecretShow.self])

    func run(_ context: CommandContext) throws {
        throw CleanExit.helpRequest(Self.self)
    }
}
