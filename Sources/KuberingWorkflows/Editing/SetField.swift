// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// Sets or removes any field of the configuration by its path.
public struct SetField: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// Whether the entry was made.
        public let isNew: Bool
        /// What that leads to and may not have been meant: a clause each.
        public let warnings: [String]
        /// The configuration as it was.
        public let before: Kubeconfig
        /// The files that changed; empty when everything was as asked already.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation

    /// Prepares a change.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Gives a field a value, and makes its entry when there is none.
    ///
    /// - Parameters:
    ///   - path: The field.
    ///   - value: From `FieldPath.value(from:isRaw:)`.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `ConfigError` of code `bad-path`; ``WorkflowError`` for a namespace, server or proxy that kubectl could not use;
    ///   what the transaction throws.
    public func set(_ path: FieldPath, to value: JSONValue, isDryRun: Bool = false) throws -> Outcome {
        try path.check(value)
        var isNew = false
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            if case .entry(let kind, let name) = path.root { isNew = config.origin(kind, named: name) == nil }
            return try path.edits(setting: value, in: config)
        }
        return try outcome(result, isNew: isNew, isDryRun: isDryRun)
    }

    /// Removes a field, an entry, or all entries of one kind; what refers to them stays, and is warned of.
    ///
    /// - Parameters:
    ///   - path: What goes.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done; no changes when there was nothing to remove.
    /// - Throws: What the transaction throws.
    public func unset(_ path: FieldPath, isDryRun: Bool = false) throws -> Outcome {
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            try path.editsRemoving(in: config)
        }
        return try outcome(result, isNew: false, isDryRun: isDryRun)
    }

    private func outcome(
        _ result: KubeconfigTransaction.Result, isNew: Bool, isDryRun: Bool
    ) throws -> Outcome {
        Outcome(
            isNew: isNew, warnings: try Consequences(result, isDryRun: isDryRun).warnings(), before: result.before,
            changes: result.changes)
    }
}
