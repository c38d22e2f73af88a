// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows

/// How roles and bindings are printed.
struct ManifestOutput: ParsableArguments {
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "yaml or json.")
    var output = DocumentFormat.yaml

    /// Prints manifests, one after the other as kubectl reads them, after what should be known about them.
    func write(_ manifests: [RoleManifest], warnings: [String], _ world: World) {
        for warning in warnings { world.warn(warning) }
        let texts = manifests.map { output == .json ? $0.jsonText : $0.yamlText }
        world.output.write(texts.joined(separator: output == .json ? "" : "---\n"))
    }
}
