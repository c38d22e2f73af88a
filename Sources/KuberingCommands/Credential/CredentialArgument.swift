// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// A credential by its id or its user.
struct CredentialArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The id, its first digits, or the user's name.", valueName: "id"),
        completion: .custom { words, _, prefix in Candidates.credentials(prefix, words) })
    var id: String
    @OptionGroup var kubeconfig: KubeconfigOptions

    func entry(_ world: World) throws -> CredentialIndex.Entry {
        let config = try Kubeconfig.load(kubeconfig.location(world))
        return try CredentialIndex(world.directories).entry(id, with: config)
    }
}
