// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Makes a context or changes one, and copies one under another name.
public struct SetContext: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// The context's name, with `.` replaced by the current context.
        public let name: String
        /// Whether it was made.
        public let isNew: Bool
        /// What that leads to and may not have been meant: a clause each.
        public let warnings: [String]
        /// The configuration before the change.
        public let before: Kubeconfig
        /// The files that changed.
        public let changes: [FileChange]
    }

    /// The fields that change: nil leaves a field alone, an empty text removes it.
    public struct Fields: Sendable {
        /// The name of the cluster.
        public var cluster: String?
        /// The name of the user.
        public var user: String?
        /// The namespace.
        public var namespace: String?
        /// Whether the context carries the mark of a protected one (``KuberingExtension/protection``).
        public var isProtected: Bool?

        /// Changes nothing.
        public init() {}

        fileprivate var texts: [(key: String, value: String?)] {
            [("cluster", cluster), ("user", user), ("namespace", namespace)]
        }
    }

    private let location: KubeconfigLocation

    /// Prepares a change.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Changes the context of that name, or makes it.
    ///
    /// - Parameters:
    ///   - word: The name; `.` is the current context.
    ///   - fields: What it gets.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` for an empty name or one that no namespace can have; what the transaction throws.
    public func run(_ word: String, _ fields: Fields, isDryRun: Bool = false) throws -> Outcome {
        guard !word.isEmpty else { throw WorkflowError.emptyName(.context) }
        if let namespace = fields.namespace, !namespace.isEmpty { try NamespaceName.check(namespace) }
        var (name, isNew) = (word, false)
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            name = try config.resolvedName(.context, word)
            guard let origin = config.origin(.context, named: name) else {
                isNew = true
                var members = fields.texts.compactMap { key, value -> JSONValue.Member? in
                    // A context always has its two references, as kubectl writes it.
                    guard let value = value ?? (key == "namespace" ? nil : ""), key != "namespace" || !value.isEmpty
                    else { return nil }
                    return .init(key, .string(value))
                }
                if fields.isProtected == true {
                    members.append(.init("extensions", [KuberingExtension.protectionMark]))
                }
                return [.add(.context, name: name, content: .object(members))]
            }
            isNew = false
            let place = EntryPlace(file: origin.file, kind: .context, name: name)
            let changes = fields.texts.compactMap { key, value in
                value.map { $0.isEmpty ? EntryChange.unset([.key(key)]) : .set([.key(key)], .string($0)) }
            }
            let marking = try fields.isProtected.map { try protection($0, in: config.content(of: origin, .context)) }
            return (changes + (marking ?? [])).map { .change(place, $0) }
        }
        let warnings = try Consequences(result, isDryRun: isDryRun).warnings()
        return Outcome(name: name, isNew: isNew, warnings: warnings, before: result.before, changes: result.changes)
    }

    /// What sets the mark of a protected context, or takes it away.
    private func protection(_ isWanted: Bool, in content: JSONValue) -> [EntryChange] {
        let items = content["extensions"]?.array ?? []
        let marks = items.indices.filter { items[$0]["name"]?.string == KuberingExtension.protection }
        if isWanted {
            guard let mark = marks.first else { return [.append(["extensions"], KuberingExtension.protectionMark)] }
            return items[mark]["extension"] == false ? [.set(["extensions", .index(mark), "extension"], true)] : []
        }
        if marks.count == items.count { return marks.isEmpty ? [] : [.unset(["extensions"])] }
        // The last one first: the others stay where they are.
        return marks.reversed().map { .unset(["extensions", .index($0)]) }
    }

    /// Copies a context, fields that kubering does not know included.
    ///
    /// - Parameters:
    ///   - word: The context that is copied; `.` is the current one.
    ///   - newName: The name of the copy.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done; the name is that of the context that was copied.
    /// - Throws: `ConfigError` of code `entry-not-found` or `entry-exists`; ``WorkflowError`` for an empty name; what
    ///   the transaction throws.
    public func copy(_ word: String, to newName: String, isDryRun: Bool = false) throws -> Outcome {
        guard !newName.isEmpty else { throw WorkflowError.emptyName(.context) }
        var name = word
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            name = try config.resolvedName(.context, word)
            guard let origin = config.origin(.context, named: name) else { throw config.contextNotFound(name) }
            return [.add(.context, name: newName, content: try config.content(of: origin, .context))]
        }
        return Outcome(name: name, isNew: true, warnings: [], before: result.before, changes: result.changes)
    }
}
