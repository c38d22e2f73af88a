// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// What an edit was about, without what it changed there.
public struct EditedEntry: Sendable, Hashable {
    /// The list that the entry stands in; nil for `current-context`.
    public let kind: EntryKind?
    /// The entry's name; empty for `current-context`.
    public let name: String

    /// `current-context`.
    public static let currentContext = EditedEntry(kind: nil, name: "")

    /// Names an entry.
    public init(kind: EntryKind?, name: String) {
        self.kind = kind
        self.name = name
    }

    /// Whether both are the same, byte by byte.
    public static func == (left: EditedEntry, right: EditedEntry) -> Bool {
        left.kind == right.kind && left.name.isExactly(right.name)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(ExactName(name))
    }
}

extension KubeconfigEdit {
    /// What the edit is about; an entry that is renamed has two names.
    var entries: [EditedEntry] {
        switch self {
        case .setCurrentContext, .setCurrentContextOfFile: [.currentContext]
        case .setNamespace(_, let context), .front(let context, _): [EditedEntry(kind: .context, name: context)]
        case .add(let kind, let name, _): [EditedEntry(kind: kind, name: name)]
        case .change(let place, .rename(let name)):
            [EditedEntry(kind: place.kind, name: place.name), EditedEntry(kind: place.kind, name: name)]
        case .change(let place, _): [EditedEntry(kind: place.kind, name: place.name)]
        case .transplant(let kind, let entries): entries.map { EditedEntry(kind: kind, name: $0.name) }
        case .changeFile, .splice, .removeFile: []
        }
    }
}

extension FileChange {
    /// The entries whose text differs between before and after, found by comparing both files; what is neither an entry
    /// nor `current-context` is not looked at.
    public func differingEntries() -> Set<EditedEntry> {
        var differing: Set<EditedEntry> = []
        if !old.currentContext.isExactly(new.currentContext) { differing.insert(.currentContext) }
        for kind in EntryKind.allCases {
            for (left, right) in [(old, new), (new, old)] {
                for entry in left.entries(kind) {
                    let other = right.entry(kind, named: entry.name)
                    guard other.map({ Self.bytes(of: $0, in: right) }) != Self.bytes(of: entry, in: left) else {
                        continue
                    }
                    differing.insert(EditedEntry(kind: kind, name: entry.name))
                }
            }
        }
        return differing
    }

    private static func bytes(of entry: KubeconfigFile.Entry, in file: KubeconfigFile) -> [UInt8] {
        file.document.text.bytes(in: entry.item.range)
    }
}
