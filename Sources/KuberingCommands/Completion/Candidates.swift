// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// What shells offer for completion, read from the user's files; no cluster is asked and no program started.
///
/// What is offered is a word each, or a word, a tab and what it means. A name with control characters is never offered, and a file that cannot be read offers nothing: completion must
/// not print errors into a command line.
enum Candidates {
    /// Among the others, this stands for the names of files, and the next for the programs that can be run.
    static let files = "\u{1}files"
    static let programs = "\u{1}programs"

    /// `-`, where it goes back.
    static let before = "-\tthe one before"

    static func contexts(_ prefix: String, _ words: [String], and more: [String] = []) -> [String] {
        described(.context, prefix, words) + more.filter { $0.hasPrefix(prefix) }
    }

    /// The namespaces that contexts use, in the cluster of the context that the words name, else of the current one.
    static func namespaces(_ prefix: String, _ words: [String], and more: [String] = []) -> [String] {
        // A kubeconfig that cannot be read offers nothing.
        guard let config = try? Kubeconfig.load(location(.process(), words)) else { return [] }
        let named = words.last { config.origin(.context, named: $0) != nil }
        let used = try? UsedNamespaces(of: named ?? config.currentContext, in: config).names
        return offered(used ?? [], prefix) + more.filter { $0.hasPrefix(prefix) }
    }

    static func clusters(_ prefix: String, _ words: [String]) -> [String] { described(.cluster, prefix, words) }

    static func users(_ prefix: String, _ words: [String]) -> [String] { described(.user, prefix, words) }

    /// Names for the patterns of `kubering list`, of the kind that the words before them say.
    static func listed(_ prefix: String, _ words: [String]) -> [String] {
        if words.contains("users") { return users(prefix, words) }
        return described(words.contains("clusters") ? .cluster : .context, prefix, words)
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
        if path == "current-context" { return contexts(prefix, words) }
        if path.hasSuffix(".cluster") { return clusters(prefix, words) }
        return path.hasSuffix(".user") ? users(prefix, words) : []
    }

    /// The numbers of changes that can be taken back or made again, the newest first.
    static func changes(_ prefix: String) -> [String] {
        offered(History(World.process().directories).contents().entries.map { String($0.number) }, prefix)
    }

    /// The users whose requests for certificates wait.
    static func pendingUsers(_ prefix: String) -> [String] {
        // A list that cannot be read offers nothing.
        offered((try? PendingRequests(.process()).all().map(\.entry.user)) ?? [], prefix)
    }

    static func credentials(_ prefix: String, _ words: [String]) -> [String] {
        let world = World.process()
        // A list that cannot be read offers nothing.
        let config = try? Kubeconfig.load(location(world, words))
        let entries = (try? CredentialIndex(world.directories).entries(with: config)) ?? []
        return entries.map(\.facts.id).filter { $0.hasPrefix(prefix) }
    }

    /// The addresses that clusters have.
    static func servers(_ prefix: String, _ words: [String]) -> [String] {
        // A kubeconfig that cannot be read offers nothing.
        guard let config = try? Kubeconfig.load(location(.process(), words)) else { return [] }
        let servers = config.names(.cluster).compactMap { name in
            (try? config.cluster(named: name)).map { URLRedaction.withoutUser($0.server) }
        }
        return offered(Set(servers).sorted(), prefix)
    }

    /// The entries of a kind, with the kind as what they mean.
    static func described(_ kind: EntryKind, _ prefix: String, _ words: [String]) -> [String] {
        names(kind, prefix, words).map { "\($0)\t\(kind.rawValue)" }
    }

    private static func names(_ kind: EntryKind, _ prefix: String, _ words: [String]) -> [String] {
        // A kubeconfig that cannot be read offers nothing.
        offered((try? Kubeconfig.names(kind, in: location(.process(), words))) ?? [], prefix)
    }

    /// The files that are meant by the words typed so far.
    private static func location(_ world: World, _ words: [String]) -> KubeconfigLocation {
        KubeconfigLocation(
            explicit: path(of: "--kubeconfig", in: words, world), environment: world.environment,
            workingDirectory: world.workingDirectory)
    }

    static func offered(_ names: [String], _ prefix: String) -> [String] {
        names.filter { name in
            name.hasPrefix(prefix) && !name.isEmpty && !name.unicodeScalars.contains(where: OutsideText.needsEscape)
        }
    }
}
