// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

/// The entries that a merge meets: those of the target, and those of earlier sources that come in.
struct MergeTarget {
    /// The entry that has a name.
    struct Holder {
        let meaning: EntryMeaning
        /// The file it is in, or comes from.
        let place: String
        /// Its place in the plan, when it comes in itself.
        let position: Int?
    }

    let config: Kubeconfig
    private var incoming: [EntryKind: [ExactName: Holder]] = [:]
    /// The names of the target, sorted bytewise; made when first needed.
    private var sortedNames: [EntryKind: [String]] = [:]

    init(_ config: Kubeconfig) {
        self.config = config
    }

    /// The entry of that name; nil when the name is free.
    func holder(_ kind: EntryKind, _ name: String) -> Holder? {
        if let holder = incoming[kind]?[ExactName(name)] { return holder }
        guard let origin = config.origin(kind, named: name) else { return nil }
        return Holder(
            meaning: EntryMeaning(kind, origin, of: config), place: config.path(of: origin), position: nil)
    }

    /// Whether the name belongs to an entry.
    func isTaken(_ kind: EntryKind, _ name: String) -> Bool {
        incoming[kind]?[ExactName(name)] != nil || config.origin(kind, named: name) != nil
    }

    /// Where in the plan the entry of that name stands; nil when it does not come in.
    func position(_ kind: EntryKind, _ name: String) -> Int? { incoming[kind]?[ExactName(name)]?.position }

    /// Notes an entry that comes in.
    mutating func put(_ kind: EntryKind, _ name: String, _ holder: Holder) {
        incoming[kind, default: [:]][ExactName(name)] = holder
    }

    /// The name under which an earlier merge brought the same entry in: the name with something behind it.
    mutating func twin(_ kind: EntryKind, _ name: String, _ meaning: EntryMeaning) throws -> String? {
        let prefix = name + "-"
        let all = sortedNames[kind] ?? config.names(kind).sorted { $0.precedes($1) }
        sortedNames[kind] = all
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].precedes(prefix) { low = middle + 1 } else { high = middle }
        }
        let known = all[low...].prefix { $0.utf8.starts(with: prefix.utf8) }
        let new = (incoming[kind] ?? [:]).keys.map(\.text).filter { $0.utf8.starts(with: prefix.utf8) }.sorted()
        return try (known + new).first { try holder(kind, $0)?.meaning.isSame(as: meaning) == true }
    }
}
