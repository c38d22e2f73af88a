// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering embed`.
struct Embed: KuberingCommand {
    static let examples = [
        Example("embed --all", "Put every certificate and key file into the kubeconfig."),
        Example("embed --cluster prod", "Only the CA of one cluster."),
    ]
    static let configuration = configured(
        "embed", "Put certificate and key files into the kubeconfig.",
        discussion: """
            The contents take the place of the files' names, so that the kubeconfig can be moved. The files stay. Keys that are \
            embedded can be read by everybody who can read the kubeconfig.
            """)

    @OptionGroup var options: HolderOptions
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let outcome = try EmbedFiles(kubeconfig.location(world)).run(options.holders, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        if dryRun.dryRun { return }
        for path in outcome.embedded { world.say("Embedded \(OutsideText.escaped(path)).") }
        if outcome.embedded.isEmpty { world.say("Nothing to embed.") }
    }
}
