// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Gives a context, cluster or user another name, and follows it into everything that refers to it.
public struct RenameEntry: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// The name before, with `.` replaced by the current context.
        public let oldName: String
        /// The contexts whose reference followed; empty for the renaming of a context.
        public let followers: [String]
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation

    /// Prepares a renaming.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Renames.
    ///
    /// A new name of a context is followed into `current-context`, that of a cluster or user into every context of
    /// every file.
    ///
    /// - Parameters:
    ///   - kind: What is renamed.
    ///   - oldName: Its name; `.` is the current context.
    ///   - newName: The name it gets.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `ConfigError` of code `entry-not-found` or `entry-exists`; ``WorkflowError`` for an empty name; what
    ///   the transaction throws.
    public func run(
        _ kind: EntryKind, from oldName: String, to newName: String, isDryRun: Bool = false
    ) throws -> Outcome {
        guard !newName.isEmpty else { throw WorkflowError.emptyName(kind) }
        var name = oldName
        var followers: [String] = []
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            name = try config.resolvedName(kind, oldName)
            guard let origin = config.origin(kind, named: name) else {
                throw ConfigError.notFound(
                    kind, name, existing: config.names(kind), place: config.placeInWords)
            }
            if name.utf8.elementsEqual(newName.utf8) { return [] }
            if let taken = config.origin(kind, named: newName) {
                throw ConfigError.exists(kind, newName, in: config.path(of: taken))
            }
            let place = EntryPlace(file: origin.file, kind: kind, name: name)
            let references = kind == .context ? [] : try References(config).contexts(using: kind, named: name)
            followers = references.map(\.name)
            return [.change(place, .rename(newName))]
                + references.map { .change($0, .set([.key(kind.contentKey)], .string(newName))) }
                + (kind == .context ? config.settingCurrentContext(from: name, to: newName) : [])
        }
        return Outcome(oldName: name, followers: followers, changes: result.changes)
    }
}

extension Kubeconfig {
    /// The name itself; for `.` that of the current context.
    func resolvedName(_ kind: EntryKind, _ word: String) throws -> String {
        guard kind == .context, word == "." else { return word }
        guard !currentContext.isEmpty else { throw ConfigError.noCurrentContext }
        return currentContext
    }

    /// Sets `current-context` anew in every file that has the old name there.
    func settingCurrentContext(from oldName: String, to newName: String) -> [KubeconfigEdit] {
        files.indices.filter { files[$0].currentContext.utf8.elementsEqual(oldName.utf8) }
            .map { .setCurrentContextOfFile($0, newName) }
    }
}
