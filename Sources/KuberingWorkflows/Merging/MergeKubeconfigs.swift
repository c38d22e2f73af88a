// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
public import KuberingYAML

/// Brings the contexts of other kubeconfigs into the user's own, with their clusters and users: all of it or nothing.
public struct MergeKubeconfigs: Sendable {
    /// What happens where a name is taken by another entry.
    public enum Conflict: String, Sendable, Hashable, CaseIterable {
        /// The incoming entry gets another name, and with it whatever clashes of the same file.
        case rename
        /// The entry that is there stays, and contexts that need the other one do not come in.
        case keep
        /// The incoming entry takes its place.
        case replace
        /// It is an error.
        case fail
    }

    /// What is asked for.
    public struct Request: Sendable {
        /// What happens where a name is taken by another entry.
        public var onConflict = Conflict.rename
        /// Makes the names of contexts; nil leaves them as they are.
        public var contextName: ContextNameTemplate?
        /// Patterns for the contexts that come in; none at all means all of them.
        public var select: [String] = []
        /// Whether clusters and users come in that no context uses.
        public var takesAll = false
        /// Whether relative paths that come in become absolute even where they could stay relative.
        public var hasAbsolutePaths = false
        /// Whether a context that comes in becomes the current one although there is one.
        public var makesCurrent = false

        /// Asks for everything that contexts need, with new names where they clash.
        public init() {}
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// What happened to each entry.
        public let plan: MergePlan
        /// The context that was current before; empty when none was.
        public let previousContext: String
        /// The files that changed.
        public let changes: [FileChange]
    }

    private let sources: MergeSources
    private let request: Request

    /// Prepares a merge; the sources are not read again.
    public init(_ sources: MergeSources, _ request: Request) {
        self.sources = sources
        self.request = request
    }

    /// What a merge would do.
    ///
    /// - Parameter config: What is merged into.
    /// - Returns: The plan.
    /// - Throws: ``WorkflowError`` of code `clash` or `nothing-to-merge`.
    public func plan(into config: Kubeconfig) throws -> MergePlan {
        try MergePlanner.plan(request, of: sources.kubeconfigs, into: config)
    }

    /// Merges.
    ///
    /// - Parameters:
    ///   - location: The kubeconfig that is merged into; new entries go to its default file.
    ///   - confirmed: The risks that were agreed to; nil when every risk is.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: What ``plan(into:)`` throws; ``UnconfirmedMerge`` for a risk that was not agreed to;
    ///   what the transaction throws. Nothing is changed then.
    public func run(
        into location: KubeconfigLocation, confirmed: [MergeRisk]?, isDryRun: Bool = false
    ) throws -> Outcome {
        var plan = MergePlan()
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            plan = try self.plan(into: config)
            try UnconfirmedMerge.check(plan, confirmed)
            return try MergeEdits(
                sources: sources.kubeconfigs, target: config, hasAbsolutePaths: request.hasAbsolutePaths
            ).edits(plan)
        }
        return Outcome(
            plan: plan, previousContext: result.before.currentContext, changes: result.changes)
    }

    /// Merges the sources into a new kubeconfig, which is in no file.
    ///
    /// - Parameter confirmed: The risks that were agreed to; nil when every risk is.
    /// - Returns: What was done, and the whole text; every path in it is absolute.
    /// - Throws: What ``run(into:confirmed:isDryRun:)`` throws.
    public func text(confirmed: [MergeRisk]?) throws -> (plan: MergePlan, text: SourceText) {
        let empty = try Self.emptyKubeconfig
        let plan = try self.plan(into: empty)
        try UnconfirmedMerge.check(plan, confirmed)
        let edits = try MergeEdits(sources: sources.kubeconfigs, target: empty, hasAbsolutePaths: true).edits(plan)
        return (plan, try empty.applying(edits).first?.after ?? SourceText(Self.emptyText))
    }

    private static var emptyKubeconfig: Kubeconfig {
        get throws { try Kubeconfig(reading: SourceText(emptyText), named: "standard output", in: "/") }
    }

    private static let emptyText = "apiVersion: v1\nkind: Config\n"
}
