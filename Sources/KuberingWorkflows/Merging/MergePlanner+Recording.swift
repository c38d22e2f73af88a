// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

// What was decided, written into the plan.
extension MergePlanner {
    /// What becomes of an entry.
    private typealias Decision = (action: MergePlan.Action, newName: String?, reason: String?)

    mutating func record(
        _ contexts: [(context: IncomingEntries.IncomingContext, verdict: Verdict)], _ references: References,
        of incoming: IncomingEntries, suffix: String
    ) throws {
        var names: [ExactName: String] = [:]
        for (context, verdict) in contexts {
            let decision = try decide(context, verdict, references, suffix)
            let meaning = context.meaning(with: references)
            append(decision, .context, context.origin, meaning, of: incoming) { entry in
                let pairs = [("cluster", context.context.cluster), ("user", context.context.user)]
                for (kind, (field, name)) in zip([EntryKind.cluster, .user], pairs) {
                    let new = references.name(kind, name)
                    if !new.isExactly(name) { entry.references[field] = new }
                }
            }
            if decision.action != .kept, let name = decision.newName {
                names[ExactName(context.origin.entry.name)] = name
            }
            if decision.action.comesIn {
                noteMissing(context, of: incoming)
            }
        }
        contextNames.append(names)
    }

    private mutating func decide(
        _ context: IncomingEntries.IncomingContext, _ verdict: Verdict, _ references: References, _ suffix: String
    ) throws -> Decision {
        let name = context.wantedName
        if request.onConflict == .keep, context.isCaught(in: references) {
            let reason = "its cluster or user is not the one that is kept"
            return target.isTaken(.context, name) ? (.kept, name, reason) : (.leftOut, nil, reason)
        }
        switch verdict {
        case .free:
            let own = context.origin.entry.name
            return (.new, name, name.isExactly(own) ? nil : "named by the template")
        case .same(let twin): return (.same, twin, nil)
        case .clash(let holder):
            if request.contextName != nil, request.onConflict == .rename || holder.position != nil {
                throw WorkflowError.templateClash(name, for: context.origin.entry.name, with: holder.place)
            }
            return decide(.context, name, "\(name)-\(suffix)", holder)
        }
    }

    private mutating func decide(
        _ kind: EntryKind, _ name: String, _ renamed: String, _ holder: MergeTarget.Holder
    ) -> Decision {
        let place = OutsideText.escaped(holder.place)
        switch request.onConflict {
        case .rename: return (.renamed, renamed, "\(place) has another one")
        case .keep: return (.kept, name, "\(place) has another one, which stays")
        case .replace: return (.replaced, name, "in the place of the one in \(place)")
        case .fail:
            clashes.append("\(kind.rawValue) \(OutsideText.quoted(name)) (\(place))")
            return (.leftOut, nil, nil)
        }
    }

    mutating func record(
        _ parts: [(part: IncomingEntries.Part, verdict: Verdict)], _ references: References,
        of incoming: IncomingEntries
    ) throws {
        let needed = neededParts(incoming)
        for (part, verdict) in parts {
            let name = part.origin.entry.name
            let decision: Decision
            switch verdict {
            case .same(let twin): decision = (.same, twin, nil)
            case .free, .clash:
                if !part.isUsed, !request.takesAll {
                    decision = (.leftOut, nil, "no context uses it; --all takes it along")
                } else if case .clash(let holder) = verdict {
                    decision = decide(part.kind, name, references.name(part.kind, name), holder)
                } else if !request.takesAll, needed[part.kind]?.contains(ExactName(name)) != true {
                    decision = (.leftOut, nil, "no context that comes in uses it")
                } else {
                    decision = (.new, name, nil)
                }
            }
            append(decision, part.kind, part.origin, part.meaning, of: incoming)
            if decision.action.comesIn {
                plan.risks += try MergeRisk.all(part.kind, part.origin, of: incoming.source, part.meaning)
            }
        }
    }

    /// The clusters and users of this source's contexts that come in, or that are there already.
    private func neededParts(_ incoming: IncomingEntries) -> [EntryKind: Set<ExactName>] {
        let names = contextNames.last ?? [:]
        var needed: [EntryKind: Set<ExactName>] = [:]
        for context in incoming.contexts where names[ExactName(context.origin.entry.name)] != nil {
            needed[.cluster, default: []].insert(ExactName(context.context.cluster))
            needed[.user, default: []].insert(ExactName(context.context.user))
        }
        return needed
    }

    private mutating func append(
        _ decision: Decision, _ kind: EntryKind, _ origin: Kubeconfig.Origin, _ meaning: EntryMeaning,
        of incoming: IncomingEntries, _ complete: (inout MergePlan.Entry) -> Void = { _ in }
    ) {
        var entry = MergePlan.Entry(
            kind: kind, name: origin.entry.name, file: incoming.source.sourceName, action: decision.action,
            newName: decision.newName, reason: decision.reason, source: incoming.position)
        complete(&entry)
        if let name = entry.newName, entry.action.comesIn {
            if entry.action == .replaced { supersede(kind, name, by: &entry) }
            let holder = MergeTarget.Holder(meaning: meaning, place: entry.file, position: plan.entries.count)
            target.put(kind, name, holder)
        }
        plan.entries.append(entry)
    }

    /// When what is replaced came in by this very merge, it is left out.
    private mutating func supersede(_ kind: EntryKind, _ name: String, by entry: inout MergePlan.Entry) {
        guard let position = target.position(kind, name) else { return }
        entry.action = plan.entries[position].action == .replaced ? .replaced : .new
        (plan.entries[position].action, plan.entries[position].newName) = (.leftOut, nil)
        plan.entries[position].reason = "\(OutsideText.escaped(entry.file)) has another one, which takes its place"
    }

    // MARK: What should be known

    /// Notes references that lead out of the source.
    private mutating func noteMissing(_ context: IncomingEntries.IncomingContext, of incoming: IncomingEntries) {
        for (kind, name) in [(EntryKind.cluster, context.context.cluster), (.user, context.context.user)]
        where !name.isEmpty && !incoming.has(kind, name) {
            plan.notes.append(
                "context \(OutsideText.quoted(context.origin.entry.name)) needs the \(kind.rawValue) "
                    + "\(OutsideText.quoted(name)), which is not in \(OutsideText.escaped(incoming.source.sourceName))"
                    + (target.isTaken(kind, name) ? "; it gets the one that is there" : ""))
        }
    }

    /// Notes that a source has more documents, of which nothing comes in.
    mutating func noteFurtherDocument(_ source: Kubeconfig) {
        guard let position = source.files.first?.document.furtherDocument else { return }
        plan.notes.append(
            "\(OutsideText.escaped(source.sourceName)):\(position.line): a further document begins here, which is not "
                + "merged: kubectl reads only the first one")
    }
}
