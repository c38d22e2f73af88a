// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingYAML

/// The command `kubering view`.
struct View: KuberingCommand {
    static let examples = [
        Example("view", "Show the merged configuration without its secrets."),
        Example("view --minify --context prod -o json", "One context with its cluster and user."),
        Example("view clusters.prod.server", "One field, by its path."),
        Example("view --raw --flatten --minify", "A kubeconfig for the current context that needs no other file."),
    ]
    static let configuration = configured(
        "view", "Show the configuration that kubectl would see.",
        discussion: """
            The output is that of kubectl config view, with more redacted: unless --raw is given, no token, password, key, \
            certificate, plugin argument, plugin environment, provider setting, extension or password inside a URL is shown, \
            with --flatten too. A path is that of kubering set, or of a whole entry; a text it leads to is printed as it is, \
            unless -o json is given, and what is not set is an error.
            """)

    @Argument(
        help: ArgumentHelp("Only this field, entry or list.", valueName: "path"),
        completion: .custom { words, _, prefix in Candidates.paths(prefix, words) })
    var path: String?

    @Flag(help: "Show secrets.")
    var raw = false
    @Flag(help: "Only the current context, its cluster and its user.")
    var minify = false
    @Flag(help: "Put the contents of certificate and key files in the place of their names.")
    var flatten = false
    @Option(
        help: "The context to minify to, instead of the current one.",
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var context: String?
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "yaml or json.")
    var output = DocumentFormat.yaml
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ world: World) throws {
        let path = try path.map { text throws(ConfigError) in try FieldPath(parsing: text) }
        let config = try world.load(kubeconfig.location(world))
        var view = ConfigView()
        (view.isRaw, view.isMinified, view.isFlattened, view.context) = (raw, minify, flatten, context)
        var json = try view.json(of: config)
        if let path { json = try path.value(in: json, of: config) }
        switch (output, json) {
        case (.yaml, .string(let text)):
            world.output.writeLine(world.output.isTerminal ? OutsideText.escaped(text) : text)
        case (.json, _): world.output.write(json.jsonText(indent: 4, escaping: .likeGo) + "\n")
        case (.yaml, _): world.output.write(json.yamlText(sortedKeys: true))
        }
    }
}
