// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering split`.
struct Split: ContextCommand {
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

    func run(_ world: CommandContext) throws {
        let workflow = ExportContexts(try Kubeconfig.load(kubeconfig.location(world)))
        let folder = LexicalPath.absolute(directory, in: world.workingDirectory)
        var files: [(file: PrivateFile, shown: String, text: String)] = []
        var notes: [String] = []
        for name in try workflow.contexts(names) {
            let export = try workflow.export([name])
            notes += export.notes.filter { !notes.contains($0) }
            let fileName = "\(PercentEncoding.encoded(name)).yaml"
            let file = PrivateFile("\(folder)/\(fileName)")
            files.append((file, "\(directory)/\(fileName)", export.kubeconfig.yamlText(sortedKeys: true)))
        }
        if let taken = files.first(where: { FileSnapshot.exists($0.file.path) }) {
            throw FileError(.write, taken.shown, .other("it is there already; name another folder or remove it"))
        }
        var written: [PrivateFile] = []
        do {
            for (file, shown, text) in files {
                try file.create(Array(text.utf8))
                written.append(file)
                world.errors.writeLine("Wrote \(OutsideText.escaped(shown)).")
            }
        } catch {
            for file in written { file.remove() }
            throw error
        }
        for note in notes { world.warn(note) }
    }
}
