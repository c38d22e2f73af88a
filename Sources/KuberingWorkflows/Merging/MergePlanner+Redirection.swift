// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

extension MergePlanner {
    /// Notes the contexts that stay and would show the credentials that they have to a cluster that comes in.
    ///
    /// A context that is replaced as well is the incoming one, and a user that is replaced has the incoming credentials.
    mutating func noteRedirectedContexts(_ incoming: IncomingEntries) throws {
        let replaced = plan.entries.filter { $0.source == incoming.position && $0.action == .replaced }
        let names = { (kind: EntryKind) in
            Set(replaced.filter { $0.kind == kind }.compactMap(\.newName).map(ExactName.init))
        }
        let (contexts, users) = (names(.context), names(.user))
        for cluster in replaced where cluster.kind == .cluster {
            guard let name = cluster.newName, let origin = incoming.source.origin(.cluster, named: cluster.name) else {
                continue
            }
            let left = try target.ownContexts(of: name).filter {
                !contexts.contains(ExactName($0.name)) && !users.contains(ExactName($0.user))
            }
            if left.isEmpty { continue }
            let shown = left.prefix(3).map { OutsideText.quoted($0.name) }.joined(separator: ", ")
            let more = left.count > 3 ? " and \(left.count - 3) more" : ""
            let server = origin.entry.item["cluster"]?["server"]?.string ?? ""
            let clause =
                "would get, at \(OutsideText.quoted(URLRedaction.redacted(server))), the credentials of your "
                + "\(left.count == 1 ? "context" : "contexts") \(shown)\(more)"
            plan.risks.append(MergeRisk(.redirectedContext, .cluster, origin, of: incoming.source, clause))
        }
    }
}

extension MergeTarget {
    /// The contexts of the target that sign in at a cluster with a user that is there, each once.
    fileprivate func ownContexts(of cluster: String) throws -> [(name: String, user: String)] {
        var seen: Set<ExactName> = []
        return try References(config).all.compactMap { place, context in
            guard context.cluster.isExactly(cluster), config.origin(.user, named: context.user) != nil,
                seen.insert(ExactName(place.name)).inserted
            else { return nil }
            return (place.name, context.user)
        }
    }
}
