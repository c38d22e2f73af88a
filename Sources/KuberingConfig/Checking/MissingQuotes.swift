// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// Puts quotes around what should be strings, in files that are no kubeconfigs without them.
public struct MissingQuotes {
    private let location: KubeconfigLocation
    private let paths: Set<String>

    /// Prepares the change.
    ///
    /// - Parameters:
    ///   - location: All files.
    ///   - paths: The absolute paths of those that are mended.
    public init(_ location: KubeconfigLocation, in paths: Set<String>) {
        self.location = location
        self.paths = paths
    }

    /// Sets the quotes, one file after the other.
    ///
    /// - Parameter isDryRun: Whether only the change is worked out.
    /// - Returns: The files that changed.
    /// - Throws: What the transaction throws: the other files need not be kubeconfigs, those that are mended are then.
    public func set(isDryRun: Bool) throws -> [FileChange] {
        try location.paths.filter { paths.contains(location.absolute($0)) }.flatMap { path -> [FileChange] in
            var only = KubeconfigLocation(explicit: path, environment: [:], workingDirectory: location.workingDirectory)
            only.recorder = location.recorder
            return try KubeconfigTransaction(only, isDryRun: isDryRun, load: Self.load).run { config in
                let splices = try config.files.first.map { try Self.splices(for: $0.document) } ?? []
                return splices.isEmpty ? [] : [.splice(file: 0, splices)]
            }.changes
        }
    }

    /// Whether a file is a kubeconfig once its strings are in quotes.
    static func canBeSet(in file: CheckSubject.File) -> Bool {
        do {
            let bytes = try FileSnapshot.read(file.absolutePath, limit: KubeconfigFile.sizeLimit).bytes
            let document = try YAMLDocument(parsing: SourceText(bytes))
            let text = document.text.splicing(try splices(for: document))
            _ = try KubeconfigFile(path: file.path, absolutePath: file.absolutePath, exists: true, text: text)
            return true
        } catch {
            return false
        }
    }

    private static func load(_ location: KubeconfigLocation) throws -> Kubeconfig {
        Kubeconfig(
            location: location,
            files: try location.paths.map { path in
                let absolute = location.absolute(path)
                let bytes = try FileSnapshot.read(absolute, limit: KubeconfigFile.sizeLimit).bytes
                return KubeconfigFile(
                    unchecked: try YAMLDocument(parsing: SourceText(bytes)), path: path, absolutePath: absolute)
            })
    }

    /// The quotes; of each entry only the first string is known that lacks them, so that it takes rounds.
    private static func splices(for document: YAMLDocument) throws(YAMLError) -> [Splice] {
        var (current, all): (YAMLDocument, [Splice]) = (document, [])
        while let root = current.root {
            let ranges = Set(FileProblem.all(root).compactMap(\.unquoted)).sorted { $0.lowerBound < $1.lowerBound }
            if ranges.isEmpty { break }
            let round = ranges.flatMap { range in
                [range.lowerBound, range.upperBound].map { Splice($0..<$0, "\"") }
            }
            all = Splice.composed(all, round, length: document.text.count)
            current = try YAMLDocument(parsing: current.text.splicing(round))
        }
        return all
    }
}
