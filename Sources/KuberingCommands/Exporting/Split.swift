// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering split`.
struct Split: KuberingCommand {
    static let examples = [
        Example("split --directory ~/.kube/contexts", "A file for each context."),
        Example("split --directory out 'prod-*'", "A file for each context of a pattern."),
    ]
    static let configuration = configured(
        "split", "Write each context into a kubeconfig of its own.",
        discussion: """
            Each file is what kubering export prints for the context, named after it, with mode 0600. Files that are there \
            already are not overwritten: then nothing is written at all. The kubeconfig itself stays as it is.
            """)

    @Option(help: "The folder for the files; it is made with mode 0700 when it is not there.", completion: .directory)
    var directory: String
    @Argument(
        help: ArgumentHelp("Names or patterns; without any, all contexts.", valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var names: [String] = []
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ world: World) throws {
        let folder = LexicalPath.absolute(directory, in: world.workingDirectory)
        let outcome = try SplitContexts(try Kubeconfig.load(kubeconfig.location(world))).run(names, to: folder)
        for path in outcome.written { world.say("Wrote \(OutsideText.escaped(path)).") }
        for note in outcome.notes { world.warn(note) }
    }
}
