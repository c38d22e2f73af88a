// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows

/// The command `kubering credential show`.
struct CredentialShow: KuberingCommand {
    static let examples = [Example("credential show 5f2c", "What is known about a credential, without unlocking it.")]
    static let configuration = configured("show", "Show the public facts of a credential.")

    @OptionGroup var argument: CredentialArgument
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "yaml or json.")
    var output = DocumentFormat.yaml

    func run(_ world: World) throws {
        let json = try argument.entry(world).json
        world.print(json, as: output)
    }
}
