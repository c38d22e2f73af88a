// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem

/// Removes what leads nowhere and what nothing uses: contexts whose cluster or user does not exist, then the clusters and
/// users that no context of any file uses, and a `current-context` that names no context.
public struct PruneEntries: Sendable {
    /// An entry that goes.
    public struct Pruned: Sendable, Hashable {
        /// Where it is; a shadowed one, too.
        public let place: EntryPlace
        /// Why: a clause for after a colon.
        public let reason: String
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// What was removed, contexts first, each kind in file order.
        public let pruned: [Pruned]
        /// The names that `current-context` had in any file, and that lead nowhere.
        public let clearedContexts: [String]
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
    /// - Parameter isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: ``WorkflowError`` of code `missing-file` when a file of several is not there, since nobody knows then what it
    ///   holds and uses; what the transaction throws. Nothing is removed then.
    public func run(isDryRun: Bool = false) throws -> Outcome {
        var (pruned, cleared): ([Pruned], [String]) = ([], [])
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            if config.files.count > 1, let missing = config.files.first(where: { !$0.exists }) {
                throw WorkflowError.cannotPrune(without: missing.path)
            }
            let contexts = try References(config).all
            let leads = leads(in: config)
            let dangling = contexts.compactMap { place, context in
                leads(context).map { Pruned(place: place, reason: $0) }
            }
            let gone = Set(dangling.map(\.place))
            let left = contexts.filter { !gone.contains($0.place) }
            pruned = dangling + unused(by: left.map(\.context), in: config)
            let names = Set(left.map { ExactName($0.place.name) })
            let files = config.files.indices.filter {
                let name = config.files[$0].currentContext
                return !name.isEmpty && !names.contains(ExactName(name))
            }
            cleared = files.map { config.files[$0].currentContext }
            return pruned.map { .change($0.place, .remove) } + files.map { .setCurrentContextOfFile($0, "") }
        }
        return Outcome(pruned: pruned, clearedContexts: cleared, before: result.before, changes: result.changes)
    }

    /// Tells of a context why it leads nowhere; nil when it leads somewhere.
    private func leads(in config: Kubeconfig) -> (Context) -> String? {
        let clusters = Set(config.names(.cluster).map(ExactName.init))
        let users = Set(config.names(.user).map(ExactName.init))
        return { context in
            let references = [("cluster", context.cluster, clusters), ("user", context.user, users)]
            // None at all is not a wrong one: a server may want no user.
            let missing = references.first { _, name, names in !name.isEmpty && !names.contains(ExactName(name)) }
            return missing.map { kind, name, _ in "its \(kind) \(OutsideText.quoted(name)) does not exist" }
        }
    }

    private func unused(by contexts: [Context], in config: Kubeconfig) -> [Pruned] {
        let used: [(kind: EntryKind, names: Set<ExactName>)] = [
            (.cluster, Set(contexts.map { ExactName($0.cluster) })), (.user, Set(contexts.map { ExactName($0.user) })),
        ]
        return used.flatMap { kind, names in
            config.files.enumerated().flatMap { file, contents in
                contents.entries(kind).filter { !names.contains(ExactName($0.name)) }.map {
                    Pruned(
                        place: EntryPlace(file: file, kind: kind, name: $0.name), reason: "no context uses it")
                }
            }
        }
    }
}

extension WorkflowError {
    fileprivate static func cannotPrune(without path: String) -> WorkflowError {
        WorkflowError(
            .missingFile,
            "\(OutsideText.escaped(path)) is not there, and may hold or use what seems to lead nowhere; take it out of KUBECONFIG"
        )
    }
}
