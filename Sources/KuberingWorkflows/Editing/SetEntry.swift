// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem
import KuberingYAML

/// Makes a cluster or a user, or changes fields of one.
public struct SetEntry: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// Whether the entry was made.
        public let isNew: Bool
        /// What that leads to and may not have been meant: a clause each.
        public let warnings: [String]
        /// The configuration as it was.
        public let before: Kubeconfig
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation
    private let hasAbsolutePaths: Bool

    /// Prepares a change.
    ///
    /// - Parameters:
    ///   - location: The files.
    ///   - hasAbsolutePaths: Whether paths are absolute that lie below the kubeconfig's folder.
    public init(_ location: KubeconfigLocation, hasAbsolutePaths: Bool = false) {
        self.location = location
        self.hasAbsolutePaths = hasAbsolutePaths
    }

    /// Changes the entry, or makes it from the fields that get a value.
    ///
    /// - Parameters:
    ///   - kind: Cluster or user.
    ///   - name: Its name.
    ///   - isDryRun: Whether only the change is worked out.
    ///   - fields: What changes, in this order, from what the entry holds now, which is nil for a new one; other fields stay
    ///     as they are.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` for an empty name; what the closure and the transaction throw.
    public func run(
        _ kind: EntryKind, _ name: String, isDryRun: Bool = false, fields: (JSONValue?) throws -> [FieldSetting]
    ) throws -> Outcome {
        guard !name.isEmpty else { throw WorkflowError.emptyName(kind) }
        var isNew = false
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            let origin = config.origin(kind, named: name)
            isNew = origin == nil
            let file = try origin?.file ?? config.defaultFile()
            let folder = LexicalPath.cleaned(LexicalPath.directory(of: config.files[file].absolutePath))
            let settings = try fields(try origin.map { try config.content(of: $0, kind) })
                .map { hasAbsolutePaths ? $0.withAbsolutePath : $0 }
            guard origin != nil else {
                // A cluster always has its address, as kubectl writes it.
                let empty: JSONValue = kind == .cluster ? ["server": ""] : .object([])
                let content = settings.reduce(empty) { content, field in
                    field.json(inFolder: folder).map { content.setting(field.path, to: $0) } ?? content
                }
                return [.add(kind, name: name, content: content)]
            }
            let place = EntryPlace(file: file, kind: kind, name: name)
            return settings.map { .change(place, $0.change(inFolder: folder)) }
        }
        let warnings = try Consequences(result, isDryRun: isDryRun).warnings()
        return Outcome(isNew: isNew, warnings: warnings, before: result.before, changes: result.changes)
    }
}
