// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

/// What a change of entries leads to that may not have been meant: references to what does not exist, and a new entry that
/// lacks what it is for, because the name of another one was mistyped.
struct Consequences {
    private let before: Kubeconfig
    private let after: Kubeconfig
    /// The configuration that the files hold, where lines are counted.
    private let written: Kubeconfig

    init(_ result: KubeconfigTransaction.Result, isDryRun: Bool) {
        before = result.before
        after = result.after
        written = isDryRun ? before : after
    }

    /// A clause for each; what was so before the change is not repeated.
    func warnings() throws -> [String] {
        try EntryKind.allCases.flatMap(lacks) + references() + [currentContext()].compactMap { $0 }
    }

    /// Warnings about new entries.
    private func lacks(_ kind: EntryKind) throws -> [String] {
        let old = Set(before.names(kind).map(ExactName.init))
        return try after.names(kind).filter { !old.contains(ExactName($0)) }.compactMap { name in
            guard let lack = try lack(kind, name) else { return nil }
            let near = Suggestions.near(name, in: before.names(kind)).map { OutsideText.quoted($0) }
            // A user need not show anything, so that alone is nothing remarkable.
            if kind == .user, near.isEmpty { return nil }
            let advice =
                near.isEmpty
                ? "give it one with: kubering \(kind.rawValue) set \(ShellQuoting.quoted(name)) \(lack.option)"
                : "did you mean \(near.joined(separator: " or "))?"
            return "\(kind.rawValue) \(OutsideText.quoted(name)) is new and has no \(lack.noun); \(advice)"
        }
    }

    /// What an entry cannot do without; nil when it is there.
    private func lack(_ kind: EntryKind, _ name: String) throws -> (noun: String, option: String)? {
        switch kind {
        case .context: try after.context(named: name)?.cluster == "" ? ("cluster", "--cluster NAME") : nil
        case .cluster: try after.cluster(named: name)?.server == "" ? ("server", "--server URL") : nil
        case .user: try AuthenticationFacts(user: name, in: after).kind == .none ? ("credential", "") : nil
        }
    }

    /// Warnings about contexts that refer to what does not exist, or not any more.
    private func references() throws -> [String] {
        let old = Dictionary(
            try References(before).all.map { ($0.place, $0.context) }, uniquingKeysWith: { first, _ in first })
        let contexts = try References(after).all
        return [EntryKind.cluster, .user].flatMap { kind in
            let (names, oldNames) = (Set(after.names(kind).map(ExactName.init)), before.names(kind).map(ExactName.init))
            let gone = Set(oldNames).subtracting(names)
            let left = contexts.filter { gone.contains(ExactName($0.context.name(of: kind))) }
            let unknown = contexts.map { ($0.place, $0.context.name(of: kind)) }.filter { place, name in
                !name.isEmpty && !names.contains(ExactName(name)) && !gone.contains(ExactName(name))
                    && old[place]?.name(of: kind).isExactly(name) != true
            }
            return unknown.map { notFound(kind, $0.1) } + (left.isEmpty ? [] : [leftBehind(kind, left)])
        }
    }

    private func leftBehind(_ kind: EntryKind, _ contexts: [(place: EntryPlace, context: Context)]) -> String {
        let shown = contexts.map { place, _ in
            let file = written.files[place.file]
            let line = file.entry(.context, named: place.name).map { ":\($0.item.position.line)" } ?? ""
            return "\(OutsideText.quoted(place.name)) (\(OutsideText.escaped(file.path))\(line))"
        }
        let isOne = contexts.count == 1
        let names = Set(contexts.map { ExactName($0.context.name(of: kind)) })
        let what =
            if let name = names.first, names.count == 1 {
                "the \(kind.rawValue) \(OutsideText.quoted(name.text)), which is gone"
            } else {
                "\(kind.listKey) that are gone"
            }
        return
            "\(isOne ? "context" : "contexts") \(shown.listed(atMost: 3)) \(isOne ? "names" : "name") \(what); "
            + "give \(isOne ? "it" : "them") another one with: kubering context set CONTEXT --\(kind.rawValue) NAME, "
            + "or delete \(isOne ? "it" : "them") with: kubering prune"
    }

    /// A warning when no context is current now, though one is named.
    private func currentContext() -> String? {
        let name = after.currentContext
        guard !name.isEmpty, after.origin(.context, named: name) == nil else { return nil }
        guard name.isExactly(before.currentContext) else { return notFound(.context, name) }
        guard before.origin(.context, named: name) != nil else { return nil }
        let place = after.location.hasFront ? "context of this shell, which has none now" : "current context"
        return "\(OutsideText.quoted(name)) was the \(place); choose another one with: kubering use CONTEXT"
    }

    private func notFound(_ kind: EntryKind, _ name: String) -> String {
        ConfigError.notFound(kind, name, existing: after.names(kind), place: after.placeInWords).description
    }
}
