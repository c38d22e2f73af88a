// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
public import KuberingSystem

/// What a merge does with each entry of the incoming kubeconfigs.
public struct MergePlan: Sendable, Hashable {
    /// What happens to an entry.
    public enum Action: String, Sendable, Hashable {
        /// It comes in under its name.
        case new
        /// It is there already, perhaps under another name.
        case same
        /// It comes in under another name, because its own is taken.
        case renamed
        /// Another entry of its name stays, and it does not come in.
        case kept
        /// It takes the place of another entry of its name.
        case replaced
        /// It does not come in.
        case leftOut = "left-out"

        /// Whether something of the entry is written.
        public var comesIn: Bool { self == .new || self == .renamed || self == .replaced }
    }

    /// One incoming entry.
    public struct Entry: Sendable, Hashable {
        /// What it is.
        public let kind: EntryKind
        /// Its name in the file it comes from.
        public let name: String
        /// That file, as spelled.
        public let file: String
        /// What happens to it.
        public internal(set) var action: Action
        /// The name of the entry that serves afterwards; nil when there is none.
        public internal(set) var newName: String?
        /// Why, where it does not go without saying: a clause.
        public internal(set) var reason: String?

        /// Its kubeconfig's place among the sources.
        let source: Int
        /// References that change, by the name of the field.
        var references: [String: String] = [:]
    }

    /// The entries: source by source, each with its contexts, clusters and users in file order.
    public internal(set) var entries: [Entry] = []
    /// What has to be confirmed: what is in the entries, in their order, then what they do with credentials that are there.
    public internal(set) var risks: [MergeRisk] = []
    /// The context that becomes the current one; nil when that stays as it is.
    public internal(set) var currentContext: String?
    /// What should be known: a sentence each, without the final period.
    public internal(set) var notes: [String] = []

    /// Whether anything is written at all.
    public var isEmpty: Bool { currentContext == nil && !entries.contains { $0.action.comesIn } }

    /// How many entries of a kind come in.
    public func count(_ kind: EntryKind) -> Int { entries.count { $0.kind == kind && $0.action.comesIn } }

    /// The object of JSON output; absent facts are left out.
    public var json: JSONValue {
        .object(present: [
            "entries": .array(
                entries.map { entry in
                    .object(present: [
                        "kind": .string(entry.kind.rawValue), "name": .string(entry.name), "file": .string(entry.file),
                        "action": .string(entry.action.rawValue), "newName": entry.newName.map(JSONValue.string),
                        "reason": entry.reason.map(JSONValue.string),
                    ])
                }),
            "risks": .array(risks.map(\.json)),
            "currentContext": currentContext.map(JSONValue.string),
            "notes": .array(notes.map(JSONValue.string)),
        ])
    }
}
