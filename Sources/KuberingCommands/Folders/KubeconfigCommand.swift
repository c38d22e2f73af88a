// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering kubeconfig`.
struct KubeconfigCommand: KuberingCommand {
    static let examples = [
        Example(
            #"export KUBECONFIG="$(kubering kubeconfig)""#,
            "In the shell's start file: use every file of ~/.kube/config.d."),
        Example("kubeconfig ~/work/clusters -o name", "Your files and those of a folder, one on each line."),
    ]
    static let configuration = configured(
        "kubeconfig", "Print a value for KUBECONFIG that has the files of a folder in it.",
        discussion: """
            The files of KUBECONFIG come first, or ~/.kube/config, which so takes every switch and all that is new; then the \
            kubeconfigs of each folder, by name. What is no kubeconfig would keep kubectl from reading any of them, and is left \
            out with a warning.

            The folder is filled with '\(Kubering.programName) split --directory ~/.kube/config.d', or with \
            '\(Kubering.programName) merge new.yaml --into ~/.kube/config.d/new.yaml'.
            """)

    @Argument(help: "The folders; without any, ~/.kube/config.d.", completion: .directory)
    var folders: [String] = []
    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "text for one line with colons, name for a line each, json or yaml.")
    var output = OutputFormat.text

    func run(_ world: World) throws {
        let location = KubeconfigLocation(
            explicit: nil, environment: world.environment, workingDirectory: world.workingDirectory)
        let chosen = (folders.isEmpty ? [world.environment.pathInHome(".kube/config.d")] : folders)
            .map { LexicalPath.absolute($0, in: world.workingDirectory) }
        for folder in chosen where !folders.isEmpty && !Directory.isReadable(folder) {
            world.warn("there is no folder \(OutsideText.quoted(folder)) that can be read")
        }
        let found = KubeconfigFolders(chosen, after: location)
        for note in found.skipped { world.warn(note) }
        let json: JSONValue = ["files": .array(found.paths.map(JSONValue.string))]
        switch output {
        case .text: world.output.writeLine(found.paths.joined(separator: ":"))
        case .name: for path in found.paths { world.output.writeLine(path) }
        case .json: world.print(json, as: .json)
        case .yaml: world.print(json, as: .yaml)
        }
    }
}
