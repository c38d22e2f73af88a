// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// What is checked: every kubeconfig of the user, those that cannot be read included.
public struct CheckSubject: Sendable {
    /// One file of the list, and why it cannot be used.
    struct File: Sendable {
        let path: String
        let absolutePath: String
        let exists: Bool
        let problems: [FileProblem]
    }

    /// The files that can be read, merged; the others are empty in it, so that numbers of files are the same everywhere.
    public let config: Kubeconfig
    /// All of them, in the order of precedence.
    let files: [File]
    /// The same without those that were named before in another spelling, with their numbers.
    let distinctFiles: [(index: Int, file: File)]
    /// The users and clusters with a secret in plain text, and the way to it.
    let secrets: [(entry: CheckedEntry, way: [String])]
    private let entries: [EntryKind: [CheckedEntry]]
    /// The entries by the fields that are there and not null.
    private let holders: [EntryKind: [String: [CheckedEntry]]]

    /// Whether every file could be read.
    ///
    /// Else nobody can say that an entry is missing or unused.
    public var isComplete: Bool { files.allSatisfy(\.problems.isEmpty) }

    /// Reads every file, whatever is wrong with the others.
    public init(reading location: KubeconfigLocation) {
        var loaded: [KubeconfigFile] = []
        var files: [File] = []
        for path in location.paths {
            let (file, problems) = FileProblem.load(path, absolutePath: location.absolute(path))
            loaded.append(file)
            files.append(
                File(path: path, absolutePath: file.absolutePath, exists: file.exists, problems: problems))
        }
        self.init(Kubeconfig(location: location, files: loaded), files)
    }

    /// Takes what was read already.
    public init(_ config: Kubeconfig) {
        self.init(
            config,
            config.files.map {
                File(path: $0.path, absolutePath: $0.absolutePath, exists: $0.exists, problems: [])
            })
    }

    private init(_ config: Kubeconfig, _ files: [File]) {
        self.config = config
        self.files = files
        var paths = Set<String>()
        distinctFiles = files.enumerated().filter { paths.insert(LexicalPath.cleaned($1.absolutePath)).inserted }
            .map { (index: $0, file: $1) }
        var entries: [EntryKind: [CheckedEntry]] = [:]
        for kind in EntryKind.allCases {
            var seen = Set<ExactName>()
            entries[kind] = distinctFiles.flatMap { index, file in
                let folder = LexicalPath.directory(of: file.absolutePath)
                return config.files[index].entries(kind).map { entry in
                    // In one file no name is there twice.
                    let isShadowed = config.files.count > 1 && !seen.insert(ExactName(entry.name)).inserted
                    return CheckedEntry(
                        EntryPlace(file: index, kind: kind, name: entry.name), entry.item, path: file.path,
                        folder: folder, isShadowed: isShadowed)
                }
            }
        }
        self.entries = entries
        secrets = [EntryKind.user, .cluster].flatMap { kind in
            (entries[kind] ?? []).compactMap { entry in SecretFields.first(of: entry).map { (entry, $0) } }
        }
        holders = entries.mapValues { list in
            var holders: [String: [CheckedEntry]] = [:]
            for entry in list {
                for (name, _) in entry.fields { holders[name, default: []].append(entry) }
            }
            return holders
        }
    }

    /// Every entry of a kind in file order, shadowed ones included.
    public func all(_ kind: EntryKind) -> [CheckedEntry] { entries[kind] ?? [] }

    /// Every entry of a kind that has a field, be it empty; in file order, shadowed ones included.
    ///
    /// In a file with thousands of entries most rules have nothing to look at, and take no time.
    public func all(_ kind: EntryKind, with field: String) -> [CheckedEntry] { holders[kind]?[field] ?? [] }
}
