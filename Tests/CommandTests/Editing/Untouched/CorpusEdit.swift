// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import Testing

/// A command that changes a kubeconfig, on the entries that a file of the corpus has.
struct CorpusEdit: Sendable, CustomTestStringConvertible {
    /// One run of it.
    struct Run {
        /// What makes the file ready for it; the lines are compared with those after.
        var preparations: [[String]] = []
        let arguments: [String]
        /// What it touches: the same on both sides where a name does not change.
        let before: [EditedPart]
        let after: [EditedPart]

        init(_ arguments: [String], _ parts: [EditedPart], after: [EditedPart]? = nil) {
            self.arguments = arguments
            before = parts
            self.after = after ?? parts
        }
    }

    let name: String
    /// How many runs over the whole corpus change a file.
    let changes: Int
    let runs: @Sendable (Kubeconfig) -> [Run]

    var testDescription: String { name }

    /// What `incoming.yaml` holds, which must lie beside the file.
    static let incoming = """
        clusters: [{name: incoming, cluster: {server: "https://in.example"}}]
        contexts: [{name: incoming, context: {cluster: incoming, user: incoming}}]
        users: [{name: incoming, user: {token: hush}}]

        """

    /// The first and the last name of a kind.
    private static func ends(_ config: Kubeconfig, _ kind: EntryKind) -> [String] {
        let names = config.names(kind).filter { !$0.isEmpty }
        return names.count > 1 ? [names[0], names[names.count - 1]] : names
    }

    private static func each(
        _ name: String, _ changes: Int, _ kind: EntryKind,
        _ run: @escaping @Sendable (String, Kubeconfig) -> Run?
    ) -> CorpusEdit {
        CorpusEdit(name: name, changes: changes) { config in ends(config, kind).compactMap { run($0, config) } }
    }

    /// The places that name a cluster or user, and its own name.
    private static func names(_ kind: EntryKind, _ name: String, in config: Kubeconfig) -> [EditedPart] {
        [.name(kind, name)]
            + config.names(.context).filter { context in
                // A context that cannot be read refers to nothing.
                let content = try? config.context(named: context)
                return (kind == .cluster ? content?.cluster : content?.user) == name
            }.map { .field(.context, $0, kind.rawValue) }
    }

    static let all: [CorpusEdit] = switching + contexts + clusters + users + paths + files

    private static let switching: [CorpusEdit] = [
        each("use", 36, .context) { name, _ in Run(["use", "--", name], [.currentContext]) },
        CorpusEdit(name: "use --unset", changes: 30) { _ in [Run(["use", "--unset"], [.currentContext])] },
        each("ns", 64, .context) { name, _ in
            Run(["ns", "web", "--context=" + name], [.field(.context, name, "namespace")])
        },
        each("ns --unset", 17, .context) { name, _ in
            Run(["ns", "--unset", "--context=" + name], [.field(.context, name, "namespace")])
        },
    ]

    private static let contexts: [CorpusEdit] = [
        each("context set", 64, .context) { name, _ in
            Run(
                ["context", "set", "--user=someone", "--namespace=123", "--", name],
                [.field(.context, name, "user"), .field(.context, name, "namespace")])
        },
        each("context set --protected", 64, .context) { name, _ in
            Run(["context", "set", "--protected", "--", name], [.field(.context, name, "extensions")])
        },
        CorpusEdit(name: "context set, a new one", changes: 35) { _ in
            [Run(["context", "set", "--cluster=c", "--", "new: one"], [.entry(.context, "new: one")])]
        },
        each("context rename", 64, .context) { name, _ in
            Run(
                ["context", "rename", "--", name, "it's new"], [.name(.context, name), .currentContext],
                after: [.name(.context, "it's new"), .currentContext])
        },
        each("context copy", 64, .context) { name, _ in
            Run(["context", "copy", "--", name, "y"], [.entry(.context, "y")])
        },
        each("context delete", 64, .context) { name, _ in
            Run(["context", "delete", "--", name], [.entry(.context, name), .currentContext])
        },
        each("context delete --prune", 64, .context) { name, config in
            let content = try? config.context(named: name)
            return Run(
                ["context", "delete", "--prune", "--", name],
                [.entry(.context, name), .currentContext]
                    + unshared(.cluster, content?.cluster, in: config) + unshared(.user, content?.user, in: config))
        },
    ]

    /// The entry, if a single context uses it.
    private static func unshared(_ kind: EntryKind, _ name: String?, in config: Kubeconfig) -> [EditedPart] {
        guard let name, names(kind, name, in: config).count == 2 else { return [] }
        return [.entry(kind, name)]
    }

    private static let clusters: [CorpusEdit] = [
        each("cluster set", 36, .cluster) { name, _ in
            Run(
                ["cluster", "set", "--server=https://else.example:1", "--proxy-url=http://p:1", "--", name],
                ["server", "tls-server-name", "proxy-url"].map { .field(.cluster, name, $0) })
        },
        CorpusEdit(name: "cluster set, a new one", changes: 35) { _ in
            [Run(["cluster", "set", "--server=https://new", "--", "ünlike"], [.entry(.cluster, "ünlike")])]
        },
        each("cluster rename", 36, .cluster) { name, config in
            let parts = names(.cluster, name, in: config)
            return Run(
                ["cluster", "rename", "--", name, "42"], parts, after: [.name(.cluster, "42")] + parts.dropFirst())
        },
        each("cluster delete --force", 37, .cluster) { name, _ in
            Run(["cluster", "delete", "--force", "--", name], [.entry(.cluster, name)])
        },
    ]

    private static let users: [CorpusEdit] = [
        each("user set --token-stdin", 36, .user) { name, _ in
            Run(
                ["user", "set", "--token-stdin", "--", name],
                ["token", "tokenFile", "username", "password"].map { .field(.user, name, $0) })
        },
        CorpusEdit(name: "user set, a new one", changes: 35) { _ in
            [Run(["user", "set", "--exec-command=login", "--", "no"], [.entry(.user, "no")])]
        },
        each("user set --exec-env", 4, .user) { name, config in
            // A user that cannot be read has no plugin.
            guard (try? config.user(named: name))?.exec != nil else { return nil }
            return Run(["user", "set", "--exec-env=NEW=on", "--", name], [.field(.user, name, "exec")])
        },
        each("user rename", 37, .user) { name, config in
            let parts = names(.user, name, in: config)
            return Run(["user", "rename", "--", name, "a b"], parts, after: [.name(.user, "a b")] + parts.dropFirst())
        },
        each("user delete --force", 37, .user) { name, _ in
            Run(["user", "delete", "--force", "--", name], [.entry(.user, name)])
        },
    ]

    private static let paths: [CorpusEdit] = [
        each("set", 36, .cluster) { name, _ in
            Run(["set", "clusters.\"\(name)\".tls-server-name", "no"], [.field(.cluster, name, "tls-server-name")])
        },
        each("unset", 22, .user) { name, _ in
            Run(["unset", "users.\"\(name)\".token"], [.field(.user, name, "token")])
        },
        CorpusEdit(name: "unset, a whole list", changes: 33) { config in
            [Run(["unset", "users"], config.names(.user).map { .entry(.user, $0) })]
        },
        CorpusEdit(name: "prune", changes: 35) { config in
            let spare = [EntryKind.cluster, .user].flatMap { kind in
                config.names(kind).filter { names(kind, $0, in: config).count == 1 }.map { EditedPart.entry(kind, $0) }
            }
            let stray = config.names(.context).filter { name in
                let content = try? config.context(named: name)
                return content.map { config.origin(.cluster, named: $0.cluster) == nil } ?? false
            }
            var run = Run(
                ["prune"],
                [.entry(.context, "stray"), .entry(.cluster, "spare"), .currentContext] + spare
                    + stray.map { .entry(.context, $0) })
            run.preparations = [
                ["context", "set", "--cluster=gone", "stray"], ["cluster", "set", "--server=https://s", "spare"],
            ]
            return [run]
        },
    ]

    private static let files: [CorpusEdit] = [
        CorpusEdit(name: "merge", changes: 35) { _ in
            [Run(["merge", "incoming.yaml"], EntryKind.allCases.map { .entry($0, "incoming") } + [.currentContext])]
        },
        CorpusEdit(name: "extract", changes: 10) { config in
            [Run(["extract", "--all", "--directory", "pki"], certificates(of: config))]
        },
        CorpusEdit(name: "embed", changes: 10) { config in
            var run = Run(["embed", "--all"], certificates(of: config))
            run.preparations = [["extract", "--all", "--directory", "pki"]]
            return [run]
        },
        CorpusEdit(name: "check --fix", changes: 35) { _ in
            var run = Run(
                ["check", "--fix", "--rule=server-without-scheme", "--rule=bad-interactive-mode"],
                [.field(.cluster, "old", "server"), .field(.user, "old", "exec")])
            run.preparations = [
                ["cluster", "set", "old", "--server=https://h:6443"], ["set", "clusters.old.server", "h:6443"],
                ["user", "set", "old", "--exec-command=login"], ["unset", "users.old.exec.interactiveMode"],
            ]
            return [run]
        },
    ]

    private static func certificates(of config: Kubeconfig) -> [EditedPart] {
        config.names(.cluster).flatMap { name in
            ["certificate-authority", "certificate-authority-data"].map { .field(.cluster, name, $0) }
        }
            + config.names(.user).flatMap { name in
                ["client-certificate", "client-certificate-data", "client-key", "client-key-data"]
                    .map { .field(.user, name, $0) }
            }
    }
}
