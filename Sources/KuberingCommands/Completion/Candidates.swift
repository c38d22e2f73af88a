// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// What shells offer for completion, read from the user's files; no cluster is asked and no program started.
///
/// A candidate with control characters is never offered, and a file that cannot be read offers nothing: completion must
/// not print errors into a command line.
enum Candidates {
    static func contexts(_ prefix: String, _ words: [String], and more: [String] = []) -> [String] {
        names(.context, prefix, words) + more.filter { $0.hasPrefix(prefix) }
    }

    /// The namespaces that contexts use, in the cluster of the context that the words name, else of the current one.
    static func namespaces(_ prefix: String, _ words: [String]) -> [String] {
        // A kubeconfig that cannot be read offers nothing.
        guard let config = try? Kubeconfig.load(location(.process(), words)) else { return [] }
        let named = words.last { config.origin(.context, named: $0) != nil }
        let used = try? UsedNamespaces(of: named ?? config.currentContext, in: config).names
        return offered(used ?? [], prefix)
    }

    static func clusters(_ prefix: String, _ words: [String]) -> [String] { names(.cluster, prefix, words) }

    static func users(_ prefix: String, _ words: [String]) -> [String] { names(.user, prefix, words) }

    /// Names for the patterns of `kubering list`, of the kind that the words before them say.
    static func listed(_ prefix: String, _ words: [String]) -> [String] {
        if words.contains("users") { return names(.user, prefix, words) }
        return names(words.contains("clusters") ? .cluster : .context, prefix, words)
    }

    /// The next step of a path: sections, names of entries, fields of an entry.
    static func paths(_ prefix: String, _ words: [String]) -> [String] {
        for kind in EntryKind.allCases where prefix.hasPrefix(kind.listKey + ".") {
            let entries = names(kind, "", words).map { "\(kind.listKey).\($0)" }
            let fields = entries.filter { prefix.hasPrefix($0 + ".") }.flatMap { entry in
                FieldPath.fields(of: kind).map { "\(entry).\($0)" }
            }
            return (fields.isEmpty ? entries : fields).filter { $0.hasPrefix(prefix) }
        }
        return FieldPath.sections.filter { $0.hasPrefix(prefix) }
    }

    /// What the field can be set to whose path stands before: names, where it refers to one.
    static func values(_ prefix: String, _ words: [String]) -> [String] {
        let path = words.last { $0 == "current-context" || $0.hasPrefix("contexts.") } ?? ""
        if path == "current-context" { return names(.context, prefix, words) }
        if path.hasSuffix(".cluster") { return names(.cluster, prefix, words) }
        return path.hasSuffix(".user") ? names(.user, prefix, words) : []
    }

    /// The numbers of changes that can be taken back or made again, the newest first.
    static func changes(_ prefix: String) -> [String] {
        offered(History(CommandContext.process().directories).contents().entries.map { String($0.number) }, prefix)
    }

    /// The users whose requests for certificates wait.
    static func pendingUsers(_ prefix: String) -> [String] {
        // A list that cannot be read offers nothing.
        offered((try? PendingRequests(.process()).all().map(\.entry.user)) ?? [], prefix)
    }

    static func credentials(_ prefix: String, _ words: [String]) -> [String] {
        let context = CommandContext.process()
        // A list that cannot be read offers nothing.
        let config = try? Kubeconfig.load(location(context, words))
        let entries = (try? CredentialIndex(context.directories).entries(with: config)) ?? []
        return entries.map(\.facts.id).filter { $0.hasPrefix(prefix) }
    }

    static func registries(_ prefix: String) -> [String] {
        offered(RegistrySources(.process()).names, prefix)
    }

    private static func names(_ kind: EntryKind, _ prefix: String, _ words: [String]) -> [String] {
        // A kubeconfig that cannot be read offers nothing.
        offered((try? Kubeconfig.load(location(.process(), words)))?.names(kind) ?? [], prefix)
    }

    /// The files that are meant by the words typed so far.
    private static func location(_ context: CommandContext, _ words: [String]) -> KubeconfigLocation {
        var explicit: String?
        for (word, next) in zip(words, words.dropFirst()) where word == "--kubeconfig" { explicit = next }
        for word in words where word.hasPrefix("--kubeconfig=") {
            explicit = String(word.dropFirst("--kubeconfig=".count))
        }
        // The word comes as it was typed; the shell has not put the home in yet.
        if let path = explicit, path.hasPrefix("~/"), let home = context.environment["HOME"] {
            explicit = home + path.dropFirst()
        }
        return KubeconfigLocation(
            explicit: explicit, environment: context.environment, workingDirectory: context.workingDirectory)
    }

    private static func offered(_ names: [String], _ prefix: String) -> [String] {
        names.filter { name in
            name.hasPrefix(prefix) && !name.isEmpty && !name.unicodeScalars.contains(where: OutsideText.needsEscape)
        }
    }
}
