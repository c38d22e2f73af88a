// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// Entries by names and patterns.
struct EntrySelection {
    private let kind: EntryKind
    private let words: [String]

    /// - Parameters:
    ///   - kind: What is selected.
    ///   - words: Names and patterns; a name wins over the pattern that it could also be. `.` is the current context.
    init(_ kind: EntryKind, _ words: [String]) {
        self.kind = kind
        self.words = words
    }

    /// The entries that count for the names, each once, in the order of the words.
    ///
    /// - Throws: `ConfigError` of code `entry-not-found` for the first word that matches nothing.
    func places(in config: Kubeconfig) throws -> [EntryPlace] {
        var places: [EntryPlace] = []
        var seen: Set<EntryPlace> = []
        for word in words {
            for name in try names(for: word, in: config) {
                guard let origin = config.origin(kind, named: name) else { continue }
                let place = EntryPlace(file: origin.file, kind: kind, name: name)
                if seen.insert(place).inserted { places.append(place) }
            }
        }
        return places
    }

    private func names(for word: String, in config: Kubeconfig) throws -> [String] {
        let name = try config.resolvedName(kind, word)
        if config.origin(kind, named: name) != nil { return [name] }
        let pattern = GlobPattern(name)
        let names = config.names(kind)
        let found = names.filter { pattern.matches($0) }
        guard !found.isEmpty else {
            throw ConfigError.notFound(kind, name, existing: names, place: config.placeInWords, isPattern: true)
        }
        return found
    }
}
