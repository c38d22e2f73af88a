// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering extract`.
struct Extract: KuberingCommand {
    static let examples = [
        Example(
            "extract --user jane --directory ~/.kube/pki", "Certificate and key of a user as jane.crt and jane.key."),
        Example("extract --all --directory ~/.kube/pki", "All that is embedded."),
    ]
    static let configuration = configured(
        "extract", "Put certificates and keys of the kubeconfig into files.",
        discussion: """
            Each file has mode 0600 and is named after its cluster or user; the kubeconfig names it instead. Files that are there \
            already are not overwritten: then nothing is changed at all.
            """)

    @OptionGroup var options: HolderOptions
    @Option(help: "The folder for the files; it is made with mode 0700 when it is not there.", completion: .directory)
    var directory: String
    @OptionGroup var paths: PathOptions
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let folder = LexicalPath.absolute(directory, in: world.workingDirectory)
        let outcome = try ExtractFiles(kubeconfig.location(world), hasAbsolutePaths: paths.absolutePaths)
            .run(options.holders, to: folder, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        if dryRun.dryRun { return }
        for path in outcome.written { world.say("Wrote \(OutsideText.escaped(path)).") }
        if outcome.written.isEmpty { world.say("Nothing to extract.") }
    }
}
