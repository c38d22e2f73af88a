// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingYAML

/// What every `kubering list` takes.
struct ListOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, wide, name, json, yaml }

    @Argument(
        help: ArgumentHelp("Names or patterns; without any, all are listed.", valueName: "pattern"),
        completion: .custom { words, _, prefix in Candidates.listed(prefix, words) })
    var patterns: [String] = []
    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, wide, name, json or yaml.")
    var output = Format.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    /// The names that match, sorted; an error when patterns were given and none matches.
    func names(_ kind: EntryKind, in config: Kubeconfig) throws -> [String] {
        let all = config.names(kind).sorted { $0.precedes($1) }
        guard !patterns.isEmpty else { return all }
        let globs = patterns.map(GlobPattern.init)
        let found = all.filter { name in globs.contains { $0.matches(name) } }
        guard !found.isEmpty else {
            throw ConfigError.notFound(
                kind, patterns.joined(separator: " "), existing: all, place: config.placeInWords,
                isPattern: true)
        }
        return found
    }

    /// Prints objects under their list's key, as JSON or YAML.
    func print(_ key: String, _ objects: [JSONValue], _ world: World) {
        let document = JSONValue.object([.init(key, .array(objects))])
        world.print(document, as: output == .yaml ? .yaml : .json)
    }
}
