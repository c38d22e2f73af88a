// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// What becomes of one file while its edits are made.
struct FilePatch {
    private let old: KubeconfigFile
    private var splices: [Splice] = []
    private var entries: [EditedEntry] = []
    private var known: Set<EditedEntry> = []

    /// Begins with the file as it is.
    init(_ file: KubeconfigFile) {
        old = file
    }

    /// Makes edits together.
    ///
    /// - Parameters:
    ///   - changes: Edits that do not depend on each other; what replaces bytes or removes the file stands alone.
    ///   - index: The file's place.
    ///   - config: The configuration before.
    /// - Returns: The configuration with the patched file, which has been read and checked again.
    /// - Throws: ``ConfigError``.
    mutating func apply(
        _ changes: [KubeconfigEdit.FileEdit.Change], to index: Int, of config: Kubeconfig
    ) throws -> Kubeconfig {
        let file = config.files[index]
        let text = file.document.text
        switch changes.first {
        case .splice(let round):
            add(round)
            return try config.replacing(index, with: text.splicing(round))
        case .removal:
            add([Splice(range: 0..<text.count, replacement: [])])
            return try config.replacing(index, with: SourceText([]), exists: false)
        case .edit, nil:
            var edits = changes.compactMap { if case .edit(let edit) = $0 { edit } else { nil } }
            // What kubectl does without, other readers may want: a new file says what it is.
            if file.document.root == nil, !edits.isEmpty {
                edits =
                    [.set(["apiVersion"], "v1"), .set(["kind"], "Config")]
                    .filter { header in !edits.contains { $0.path == header.path } } + edits
            }
            let result: YAMLEditResult
            do throws(YAMLError) {
                result = try file.document.applying(edits)
            } catch {
                throw ConfigError(.cannotEdit, path: file.path, position: error.position, error.problem)
            }
            add(result.splices)
            return try config.replacing(index, with: result.document)
        }
    }

    private mutating func add(_ round: [Splice]) {
        splices = Splice.composed(splices, round, length: old.document.text.count)
    }

    /// Notes what an edit was about.
    mutating func note(_ edited: [EditedEntry]) {
        for entry in edited {
            // One entry is the rule, and needs no set.
            if known.isEmpty { known = entries.isEmpty ? [] : Set(entries) }
            if entries.isEmpty || known.insert(entry).inserted { entries.append(entry) }
        }
    }

    /// All of it as one change.
    func change(to new: KubeconfigFile) -> FileChange {
        FileChange(from: old, to: new, by: splices, entries: entries)
    }
}
