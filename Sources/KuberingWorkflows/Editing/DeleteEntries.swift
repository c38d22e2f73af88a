// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Removes contexts, clusters or users, and with a context what nothing else uses.
public struct DeleteEntries: Sendable {
    /// What is asked for.
    public struct Request: Sendable {
        /// What is removed.
        public var kind: EntryKind
        /// Names and patterns; `.` is the current context.
        public var words: [String]
        /// Whether a cluster and a user go with the last context that uses them.
        public var isPruning = false
        /// Whether a cluster or user goes although contexts use it.
        public var isForced = false

        /// Starts with what is always needed.
        public init(_ kind: EntryKind, _ words: [String]) {
            self.kind = kind
            self.words = words
        }
    }

    /// Something that stays although it could have been expected to go.
    public struct Kept: Sendable, Hashable {
        /// What it is.
        public let kind: EntryKind
        /// Its name.
        public let name: String
        /// Why: a clause for after "because" or a colon.
        public let reason: String
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// What was removed, pruned entries included, in the order of removal.
        public let deleted: [EntryPlace]
        /// What stayed, and why.
        public let kept: [Kept]
        /// The current context that is no more; nil when it was another one.
        public let clearedCurrentContext: String?
        /// What that leads to and may not have been meant: a clause each.
        public let warnings: [String]
        /// The configuration before.
        public let before: Kubeconfig
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation

    /// Prepares a removal.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Removes.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `ConfigError` of code `entry-not-found` when a word matches nothing; ``WorkflowError`` of code
    ///   `in-use` for a cluster or user that contexts use; what the transaction throws. Nothing is removed then.
    public func run(_ request: Request, isDryRun: Bool = false) throws -> Outcome {
        var (deleted, kept): ([EntryPlace], [Kept]) = ([], [])
        var cleared: String?
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            let selected = try EntrySelection(request.kind, request.words).places(in: config)
            (deleted, kept, cleared) = (selected, shadowed(by: selected, in: config), nil)
            var clearing: [KubeconfigEdit] = []
            if request.kind == .context {
                for place in selected where !kept.contains(where: { $0.name.isExactly(place.name) }) {
                    let edits = config.settingCurrentContext(from: place.name, to: "")
                    let isCurrent = place.name.isExactly(config.currentContext) && !config.location.hasFront
                    if isCurrent, !edits.isEmpty { cleared = place.name }
                    clearing += edits
                }
                if request.isPruning {
                    let (orphans, used) = try orphans(of: selected, in: config)
                    deleted += orphans
                    kept += used
                }
            } else if !request.isForced {
                try refuseUsed(selected, in: config)
            }
            return deleted.map { .change($0, .remove) } + clearing
        }
        return Outcome(
            deleted: deleted, kept: kept, clearedCurrentContext: cleared,
            warnings: try Consequences(result, isDryRun: isDryRun).warnings(), before: result.before,
            changes: result.changes)
    }

    /// Entries of the same names in later files, which count from now on.
    private func shadowed(by places: [EntryPlace], in config: Kubeconfig) -> [Kept] {
        places.compactMap { place in
            let later = config.files.indices.first {
                $0 > place.file && config.files[$0].entry(place.kind, named: place.name) != nil
            }
            return later.map {
                Kept(
                    kind: place.kind, name: place.name,
                    reason: "\(OutsideText.escaped(config.files[$0].path)) has one, too, which counts now")
            }
        }
    }

    /// The clusters and users of the contexts that no other context uses, and those that another one does.
    private func orphans(
        of contexts: [EntryPlace], in config: Kubeconfig
    ) throws -> (orphans: [EntryPlace], used: [Kept]) {
        let all = try References(config).all
        let contexts = Set(contexts)
        let (going, staying) = (
            all.filter { contexts.contains($0.place) }, all.filter { !contexts.contains($0.place) }
        )
        var (orphans, used): ([EntryPlace], [Kept]) = ([], [])
        for kind in [EntryKind.cluster, .user] {
            let name = { (context: Context) in ExactName(context.name(of: kind)) }
            let users = Dictionary(
                staying.map { (name($0.context), $0.place.name) }, uniquingKeysWith: { first, _ in first })
            var seen: Set<ExactName> = []
            for candidate in going.map({ name($0.context) }) where !candidate.text.isEmpty {
                guard seen.insert(candidate).inserted, let origin = config.origin(kind, named: candidate.text) else {
                    continue
                }
                if let user = users[candidate] {
                    let reason = "context \(OutsideText.quoted(user)) uses it"
                    used.append(Kept(kind: kind, name: candidate.text, reason: reason))
                } else {
                    orphans.append(EntryPlace(file: origin.file, kind: kind, name: candidate.text))
                }
            }
        }
        return (orphans, used)
    }

    private func refuseUsed(_ places: [EntryPlace], in config: Kubeconfig) throws {
        let references = try References(config)
        for place in places {
            let contexts = references.contexts(using: place.kind, named: place.name).map(\.name)
            guard contexts.isEmpty else { throw WorkflowError.inUse(place.kind, place.name, by: contexts) }
        }
    }
}
