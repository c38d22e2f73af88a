// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering export`.
struct Export: KuberingCommand {
    static let examples = [
        Example(
            "export prod --output-file prod.yaml", "One context with all it needs, in a file that only you can read."),
        Example("export 'kind-*'", "Several contexts, on standard output."),
        Example(
            "export prod --without-credentials", "Something to give away: server and CA, and no key, token or password."
        ),
    ]
    static let configuration = configured(
        "export", "Print contexts as a kubeconfig that needs no other file.",
        discussion: """
            Certificate and key files are put in the place of their names, and other paths are made absolute. Without \
            --without-credentials the result holds your keys and tokens. With it, a plugin has no variables, what looks like \
            a secret among its arguments is REDACTED, and the extensions of other tools are left out.
            """)

    @Argument(
        help: ArgumentHelp("Names or patterns; . is the current one.", valueName: "context"),
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var names: [String]
    @Option(
        help: ArgumentHelp("Write a new file with mode 0600 instead of standard output.", valueName: "file"),
        completion: .file())
    var outputFile: String?
    @Flag(help: "Leave out keys, tokens and passwords.")
    var withoutCredentials = false
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "yaml or json.")
    var output = DocumentFormat.yaml
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ world: World) throws {
        let workflow = ExportContexts(
            try Kubeconfig.load(kubeconfig.location(world)), hasCredentials: !withoutCredentials)
        let export = try workflow.export(try workflow.contexts(names))
        let text =
            switch output {
            case .json: export.kubeconfig.jsonText(indent: 4, escaping: .likeGo) + "\n"
            case .yaml: export.kubeconfig.yamlText(sortedKeys: true)
            }
        if let outputFile {
            _ = try NewFiles(LexicalPath.absolute(outputFile, in: world.workingDirectory), SecretBytes(utf8: text))
            let count = export.contexts.count
            world.say(
                "Wrote \(count) \(count == 1 ? "context" : "contexts") to \(OutsideText.escaped(outputFile)).")
        } else {
            world.output.write(text)
        }
        for note in export.notes { world.warn(note) }
    }
}
