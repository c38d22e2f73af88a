// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The way to a field of the merged configuration, as people write it: `users.jane.exec.env.AWS_PROFILE`.
///
/// The steps are separated by dots. The name of an entry ends where a field of it begins, as for `kubectl config set`, so
/// `clusters.10.0.0.1.server` is the server of `10.0.0.1`; a name in double quotes is taken as it is. Items of lists are
/// `[0]`, `[1]` or by their name, and `[+]` is one more at the end. kubectl's own names of the impersonation fields
/// (`act-as`) are understood, too.
public struct FieldPath: Sendable {
    /// What the first step says.
    public enum Root: Sendable, Hashable {
        /// A field of the file itself.
        case file
        /// All entries of one kind.
        case section(EntryKind)
        /// An entry, or a field of it.
        case entry(EntryKind, String)
    }

    /// A step below the root.
    enum Step: Sendable {
        /// To a field, or to an entry of a mapping.
        case key(String)
        /// To a list's item, from 0.
        case index(Int)
        /// To a list's item by its name; what the path means is its member of that key.
        case named(String, member: String)
        /// To an item that the list does not have yet.
        case end
    }

    /// What the first step says.
    public let root: Root
    /// The path as it was written.
    public let text: String
    let steps: [Step]
    let kind: Field.Kind

    init(_ text: String, root: Root, steps: [Step], kind: Field.Kind) {
        self.text = text
        self.root = root
        self.steps = steps
        self.kind = kind
    }

    /// Whether the field holds what must not stand on a command line.
    public var isSecret: Bool {
        let keys = steps.map { if case .key(let key) = $0 { key } else { "" } }
        guard case .entry(.user, _) = root, let first = keys.first, let last = keys.last else { return false }
        if first == "auth-provider" {
            return (SecretFields.ofProviders + ["auth-provider", "config"]).contains(last)
        }
        return SecretFields.ofUsers.contains(first)
    }

    /// The name of the field at the top of an entry, or of the file, that the path means; nil for one further down, or for none.
    public var field: String? {
        if steps.count == 1, case .key(let key)? = steps.first { key } else { nil }
    }

    /// Whether the field holds bytes, which are written in base64.
    public var isBytes: Bool {
        if case .base64 = kind { true } else { false }
    }
}
