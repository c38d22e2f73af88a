// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

// What would show the credentials that are there already to a cluster that has not had them. It is looked for when all sources
// are planned: what meets a user may come in three parts from three files, or have come with another merge.
extension MergePlanner {
    /// Notes the contexts that come in and sign in at a cluster with a credential from elsewhere.
    ///
    /// They may where a context that is there does the same, and where cluster and user come from one source.
    mutating func noteBorrowedUsers(_ sources: [IncomingEntries]) throws {
        var pairs: Set<[ExactName]>?
        for entry in plan.entries where entry.kind == .context && entry.action.comesIn {
            let incoming = sources[entry.source]
            guard let origin = incoming.source.origin(.context, named: entry.name),
                let context = try incoming.source.context(named: entry.name),
                incoming.lacksCredential(of: context.user)
            else { continue }
            let user = entry.references["user"] ?? context.user
            let cluster = entry.references["cluster"] ?? context.cluster
            guard let owner = target.holder(.user, user), let place = target.holder(.cluster, cluster) else { continue }
            switch (source(of: owner), source(of: place)) {
            case (nil, nil):
                let known = try pairs ?? Set(target.contexts.map { $0.context.pair })
                pairs = known
                if known.contains([ExactName(user), ExactName(cluster)]) { continue }
            case (nil, _): break
            case (let owner, let place):
                if place == nil || place == owner || incoming.has(.user, context.user) { continue }
            }
            let server = try place.meaning.content()["server"]?.string ?? ""
            let clause =
                "signs in at \(OutsideText.quoted(URLRedaction.redacted(server))) as the user \(OutsideText.quoted(user)), "
                + (incoming.has(.user, context.user)
                    ? "whose credential is your own" : "which does not come with it but is there already")
            plan.risks.append(MergeRisk(.borrowedUser, .context, origin, of: incoming.source, clause))
        }
    }

    /// The source that an entry comes from; nil for one of the target's own.
    private func source(of holder: MergeTarget.Holder) -> Int? { holder.position.map { plan.entries[$0].source } }

    /// Notes the contexts that stay and would show the credentials that they have to a cluster that comes in.
    ///
    /// A context that is replaced as well is the incoming one, and a user that is replaced has the incoming credentials.
    mutating func noteRedirectedContexts(_ sources: [IncomingEntries]) throws {
        let clusters = plan.entries.filter { $0.kind == .cluster && $0.action.comesIn }
        if clusters.isEmpty { return }
        var contexts: [ExactName: [String]] = [:]
        var seen: Set<ExactName> = []
        for (place, context) in try target.contexts
        where target.isOwn(.context, place.name) && target.isOwn(.user, context.user) {
            guard seen.insert(ExactName(place.name)).inserted else { continue }
            contexts[ExactName(context.cluster), default: []].append(place.name)
        }
        for cluster in clusters {
            let source = sources[cluster.source].source
            guard let name = cluster.newName, let left = contexts[ExactName(name)],
                let origin = source.origin(.cluster, named: cluster.name)
            else { continue }
            let shown = left.map { OutsideText.quoted($0) }.listed(atMost: 3)
            let server = origin.entry.item["cluster"]?["server"]?.string ?? ""
            let clause =
                "would get, at \(OutsideText.quoted(URLRedaction.redacted(server))), the credentials of your "
                + "\(left.count == 1 ? "context" : "contexts") \(shown)"
            plan.risks.append(MergeRisk(.redirectedContext, .cluster, origin, of: source, clause))
        }
    }
}

extension MergeTarget {
    /// The contexts of the target, those behind others of their names included.
    fileprivate var contexts: [(place: EntryPlace, context: Context)] {
        get throws { try References(config).all }
    }

    /// Whether the entry of that name is the target's own, and stays.
    fileprivate func isOwn(_ kind: EntryKind, _ name: String) -> Bool {
        position(kind, name) == nil && config.origin(kind, named: name) != nil
    }
}

extension IncomingEntries {
    /// Whether who made the source need not know a user's credential: it has no such user, or one that fetches it.
    fileprivate func lacksCredential(of user: String) -> Bool {
        guard let fields = source.origin(.user, named: user)?.entry.item["user"] else { return true }
        return ["exec", "auth-provider", "tokenFile"].contains { fields[$0] != nil }
    }
}

extension Context {
    fileprivate var pair: [ExactName] { [ExactName(user), ExactName(cluster)] }
}
