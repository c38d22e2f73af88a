// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// Decides what happens to each entry of the incoming kubeconfigs.
///
/// Clusters and users are compared first: what is there already serves, what clashes is renamed, kept or replaced. Then the
/// contexts are compared with the references that this leads to, so that a context never meets a cluster or user of
/// another file because of a name that both have.
struct MergePlanner {
    let request: MergeKubeconfigs.Request
    var target: MergeTarget
    var plan = MergePlan()
    /// What clashes where clashes are an error.
    var clashes: [String] = []
    /// For each source the names that its contexts have afterwards.
    var contextNames: [[ExactName: String]] = []

    /// The plan for a merge.
    ///
    /// - Throws: ``WorkflowError`` of code `clash` where clashes are an error, or a template makes one; code
    ///   `nothing-to-merge` for a pattern that selects nothing.
    static func plan(
        _ request: MergeKubeconfigs.Request, of sources: [Kubeconfig], into config: Kubeconfig
    ) throws -> MergePlan {
        try checkSelection(request.select, sources)
        var planner = MergePlanner(request: request, target: MergeTarget(config))
        let selection = request.select.map(GlobPattern.init)
        var incoming: [IncomingEntries] = []
        for (position, source) in sources.enumerated() {
            let entries = try IncomingEntries(
                source, at: position, selection: selection, template: request.contextName)
            incoming.append(entries)
            try planner.add(entries)
            planner.noteFurtherDocument(source)
        }
        guard planner.clashes.isEmpty else { throw WorkflowError.clashes(planner.clashes) }
        try planner.noteBorrowedUsers(incoming)
        try planner.noteRedirectedContexts(incoming)
        try planner.chooseCurrentContext(sources)
        return planner.plan
    }

    private static func checkSelection(_ words: [String], _ sources: [Kubeconfig]) throws {
        let names = sources.flatMap { $0.names(.context) }
        for word in words {
            let pattern = GlobPattern(word)
            guard names.contains(where: pattern.matches) else {
                let place = sources.map(\.location.inWords).joined(separator: ", ")
                throw WorkflowError.nothingSelected(word, among: names, in: place)
            }
        }
    }

    /// The first source's own current context, else the first context that comes in.
    private mutating func chooseCurrentContext(_ sources: [Kubeconfig]) throws {
        guard request.makesCurrent || target.config.currentContext.isEmpty else { return }
        let own = zip(sources, contextNames).lazy.compactMap { $1[ExactName($0.currentContext)] }.first
        guard request.makesCurrent else {
            plan.currentContext = own
            return
        }
        let first = plan.entries.first { $0.kind == .context && ($0.action.comesIn || $0.action == .same) }?.newName
        guard let name = own ?? first else { throw WorkflowError.noContextToUse }
        plan.currentContext = name.isExactly(target.config.currentContext) ? nil : name
    }

    // MARK: One source

    /// How an entry stands to what is there.
    enum Verdict {
        case free
        case same(as: String)
        case clash(MergeTarget.Holder)
    }

    /// What was decided about the clusters and users of a source.
    struct References {
        /// The names that serve afterwards, where they are not those of the source.
        var names: [EntryKind: [ExactName: String]] = [:]
        /// Those whose names are taken by others.
        var clashing: [EntryKind: Set<ExactName>] = [:]

        func isClash(_ kind: EntryKind, _ name: String) -> Bool { clashing[kind]?.contains(ExactName(name)) == true }

        func name(_ kind: EntryKind, _ name: String) -> String { names[kind]?[ExactName(name)] ?? name }
    }

    private mutating func add(_ incoming: IncomingEntries) throws {
        var references = References()
        var parts: [(part: IncomingEntries.Part, verdict: Verdict)] = []
        for part in incoming.parts {
            let name = part.origin.entry.name
            let verdict = try verdict(part.kind, name, part.meaning)
            if case .same(let twin) = verdict { references.names[part.kind, default: [:]][ExactName(name)] = twin }
            if case .clash = verdict, part.isUsed || request.takesAll {
                references.clashing[part.kind, default: []].insert(ExactName(name))
            }
            parts.append((part, verdict))
        }
        var contexts: [(context: IncomingEntries.IncomingContext, verdict: Verdict)] = []
        for context in incoming.contexts { contexts.append((context, try verdict(context, references))) }
        var suffix = ""
        if request.onConflict == .rename {
            suffix = chooseSuffix(for: incoming, references.clashing, contexts)
            for (kind, names) in references.clashing {
                for name in names { references.names[kind, default: [:]][name] = "\(name.text)-\(suffix)" }
            }
        }
        try record(contexts, references, of: incoming, suffix: suffix)
        try record(parts, references, of: incoming)
    }

    private mutating func verdict(_ kind: EntryKind, _ name: String, _ meaning: EntryMeaning) throws -> Verdict {
        guard let holder = target.holder(kind, name) else { return .free }
        if try holder.meaning.isSame(as: meaning) { return .same(as: name) }
        return try target.twin(kind, name, meaning).map { .same(as: $0) } ?? .clash(holder)
    }

    private mutating func verdict(
        _ context: IncomingEntries.IncomingContext, _ references: References
    ) throws -> Verdict {
        // With a cluster or user of a new name it cannot be the same as one that is there.
        if request.onConflict == .rename, context.isCaught(in: references) {
            return target.holder(.context, context.wantedName).map { .clash($0) } ?? .free
        }
        return try verdict(.context, context.wantedName, context.meaning(with: references))
    }

    /// One suffix with which all that clashes gets a free name; empty when nothing clashes.
    private func chooseSuffix(
        for incoming: IncomingEntries, _ clashing: [EntryKind: Set<ExactName>],
        _ contexts: [(context: IncomingEntries.IncomingContext, verdict: Verdict)]
    ) -> String {
        var names = clashing.flatMap { kind, names in names.map { (kind: kind, name: $0.text) } }
        for case (let context, .clash) in contexts { names.append((.context, context.wantedName)) }
        guard !names.isEmpty else { return "" }
        let suffixes = incoming.naming.suffixes(for: names.map(\.name))
        return suffixes.first { suffix in
            names.allSatisfy { kind, name in
                let new = "\(name)-\(suffix)"
                return !target.isTaken(kind, new) && !incoming.has(kind, new)
            }
        } ?? ""
    }
}

extension IncomingEntries.IncomingContext {
    /// Whether its cluster or user clashes with another one.
    func isCaught(in references: MergePlanner.References) -> Bool {
        references.isClash(.cluster, context.cluster) || references.isClash(.user, context.user)
    }

    /// What it means with the names that its cluster and user have afterwards.
    func meaning(with references: MergePlanner.References) -> EntryMeaning {
        meaning.replacing("cluster", by: references.name(.cluster, context.cluster))
            .replacing("user", by: references.name(.user, context.user))
    }
}
