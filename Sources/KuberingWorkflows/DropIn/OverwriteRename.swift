// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Renames a context the way kubectx does: one that has the new name already goes.
public struct OverwriteRename: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// Whether a context with the new name was there.
        public let isOverwriting: Bool
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation

    /// Prepares a renaming.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Renames; `current-context` follows.
    ///
    /// - Parameters:
    ///   - oldName: The context's whole name.
    ///   - newName: Another name.
    /// - Returns: What was done.
    /// - Throws: `ConfigError` of code `entry-not-found`; what the transaction throws.
    public func run(from oldName: String, to newName: String) throws -> Outcome {
        var isOverwriting = false
        let result = try KubeconfigTransaction(location).run { config in
            guard let origin = config.origin(.context, named: oldName) else { throw config.contextNotFound(oldName) }
            // In every file: one that is left in an earlier file would count instead of the renamed one.
            let overwritten = config.files.indices.filter { config.files[$0].entry(.context, named: newName) != nil }
            isOverwriting = !overwritten.isEmpty
            let isCurrent = config.currentContext.isExactly(oldName)
            return overwritten.map { .change(EntryPlace(file: $0, kind: .context, name: newName), .remove) }
                + [.change(EntryPlace(file: origin.file, kind: .context, name: oldName), .rename(newName))]
                + (isCurrent ? [.setCurrentContext(newName)] : [])
                + (config.location.hasFront ? config.settingCurrentContext(from: oldName, to: newName) : [])
        }
        return Outcome(isOverwriting: isOverwriting, changes: result.changes)
    }
}
