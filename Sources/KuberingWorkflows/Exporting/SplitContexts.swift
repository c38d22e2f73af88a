// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Each context in a kubeconfig of its own, all of them or none.
public struct SplitContexts: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// The paths of the new files, in the order of the contexts.
        public let written: [String]
        /// What will not work elsewhere: a sentence each, without the final period.
        public let notes: [String]
    }

    private let config: Kubeconfig

    /// Prepares a split; the configuration itself stays as it is.
    public init(_ config: Kubeconfig) {
        self.config = config
    }

    /// Writes the files (0600), which are named after their contexts.
    ///
    /// - Parameters:
    ///   - words: Names and patterns of contexts; none at all means every context.
    ///   - folder: The absolute path of the folder, made with mode 0700 when it is not there.
    /// - Returns: What was done.
    /// - Throws: What ``ExportContexts`` throws; `FileError` when a file is there already or cannot be written. No new
    ///   file is left then.
    public func run(_ words: [String], to folder: String) throws -> Outcome {
        let exporting = ExportContexts(config)
        let exports = try exporting.contexts(words).map { name in
            (path: "\(folder)/\(PercentEncoding.encoded(name)).yaml", export: try exporting.export([name]))
        }
        let written = try NewFiles(
            exports.map { path, export in
                .init(path, SecretBytes(utf8: export.kubeconfig.yamlText(sortedKeys: true)))
            })
        return Outcome(written: written.paths, notes: exports.flatMap(\.export.notes).distinct)
    }
}
