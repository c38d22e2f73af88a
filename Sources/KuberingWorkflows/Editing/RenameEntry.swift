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
        /// The files that had an entry of that name, shadowed ones too.
        public let paths: [String]
        /// The configuration before.
        public let before: Kubeconfig
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
    /// Every file's entry of that name is renamed, shadowed ones too. A new name of a context is followed into
    /// `current-context`, that of a cluster or user into every context of every file.
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
        var (followers, paths): ([String], [String]) = ([], [])
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            name = try config.resolvedName(kind, oldName)
            guard config.origin(kind, named: name) != nil else {
                throw ConfigError.notFound(
                    kind, name, existing: config.names(kind), place: config.placeInWords)
            }
            if name.utf8.elementsEqual(newName.utf8) { return [] }
            if let taken = config.origin(kind, named: newName) {
                throw ConfigError.exists(kind, newName, in: config.path(of: taken))
            }
            // In every file: one that is left in a later file would count from now on.
            let places = config.files.indices.filter { config.files[$0].entry(kind, named: name) != nil }
            paths = places.filter { $0 > 0 || !config.location.hasFront }.map { config.files[$0].path }
            let references = kind == .context ? [] : try References(config).contexts(using: kind, named: name)
            followers = references.filter { $0.file > 0 || !config.location.hasFront }.map(\.name)
            return places.map { .change(EntryPlace(file: $0, kind: kind, name: name), .rename(newName)) }
                + references.map { .change($0, .set([.key(kind.contentKey)], .string(newName))) }
                + (kind == .context ? config.settingCurrentContext(from: name, to: newName) : [])
        }
        return Outcome(
            oldName: name, followers: followers, paths: paths, before: result.before, changes: result.changes)
    }

    /// Gives the context that a session is in another name in its front file, and nowhere else.
    ///
    /// - Parameters:
    ///   - name: Its name there.
    ///   - newName: The name that it has in the user's files.
    /// - Throws: What the transaction throws.
    public func runInFront(from name: String, to newName: String) throws {
        _ = try KubeconfigTransaction(location).run { config in
            guard config.location.hasFront, let front = config.files.first,
                front.entry(.context, named: name) != nil
            else { return [] }
            // A copy under the new name has the namespace that was chosen there.
            let change: EntryChange = front.entry(.context, named: newName) == nil ? .rename(newName) : .remove
            let place = EntryPlace(file: 0, kind: .context, name: name)
            return [.change(place, change), .setCurrentContextOfFile(0, newName)]
        }
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
    ///
    /// The front of a session keeps a name that is gone: without one, that of the next file would count.
    func settingCurrentContext(from oldName: String, to newName: String) -> [KubeconfigEdit] {
        files.indices.dropFirst(location.hasFront && newName.isEmpty ? 1 : 0)
            .filter { files[$0].currentContext.utf8.elementsEqual(oldName.utf8) }
            .map { .setCurrentContextOfFile($0, newName) }
    }
}
