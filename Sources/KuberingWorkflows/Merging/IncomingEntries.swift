// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

/// The entries of one source that a merge is about.
struct IncomingEntries {
    /// A context that was selected.
    struct IncomingContext {
        let origin: Kubeconfig.Origin
        let context: Context
        let meaning: EntryMeaning
        /// The name it should have.
        let wantedName: String
    }

    /// A cluster or user.
    struct Part {
        let kind: EntryKind
        let origin: Kubeconfig.Origin
        let meaning: EntryMeaning
        /// Whether a selected context uses it.
        let isUsed: Bool
    }

    let source: Kubeconfig
    /// Its place among the sources.
    let position: Int
    let contexts: [IncomingContext]
    /// The clusters and users of the contexts, and the others when nothing was selected.
    let parts: [Part]
    let naming: SourceNaming

    /// - Parameters:
    ///   - source: A kubeconfig of one file.
    ///   - position: Its place among the sources.
    ///   - selection: Patterns for its contexts; none at all selects every one.
    ///   - template: Makes the names of contexts; nil leaves them.
    /// - Throws: `ConfigError` when an entry cannot be read; ``WorkflowError`` when the template makes a name twice.
    init(_ source: Kubeconfig, at position: Int, selection: [GlobPattern], template: ContextNameTemplate?) throws {
        self.source = source
        self.position = position
        let selected = try Self.selected(selection, of: source)
        let parts = Self.parts(of: source, usedBy: selected.map(\.context), withOthers: selection.isEmpty)
        self.parts = parts
        let servers = parts.filter { $0.kind == .cluster }
            .map { (ExactName($0.origin.entry.name), $0.origin.entry.item["cluster"]?["server"]?.string ?? "") }
        let naming = SourceNaming(source.sourceName, server: servers.first?.1 ?? "")
        self.naming = naming
        let addresses = Dictionary(servers, uniquingKeysWith: { first, _ in first })
        var names: [ExactName: String] = [:]
        contexts = try selected.map { origin, context in
            let name = origin.entry.name
            let server = addresses[ExactName(context.cluster)] ?? ""
            let wanted = template.map { Self.name(by: $0, of: context, named: name, at: server, naming) } ?? name
            if template != nil {
                guard !wanted.isEmpty else { throw WorkflowError.emptyTemplateName(for: name) }
                if let other = names.updateValue(name, forKey: ExactName(wanted)) {
                    throw WorkflowError.templateClash(wanted, of: name, and: other)
                }
            }
            let meaning = EntryMeaning(.context, origin, of: source)
            return IncomingContext(origin: origin, context: context, meaning: meaning, wantedName: wanted)
        }
    }

    private static func selected(
        _ selection: [GlobPattern], of source: Kubeconfig
    ) throws -> [(origin: Kubeconfig.Origin, context: Context)] {
        try source.entries(.context).compactMap { origin in
            guard selection.isEmpty || selection.contains(where: { $0.matches(origin.entry.name) }),
                let context = try source.context(named: origin.entry.name)
            else { return nil }
            return (origin, context)
        }
    }

    private static func parts(
        of source: Kubeconfig, usedBy contexts: [Context], withOthers: Bool
    ) -> [Part] {
        let used: [EntryKind: Set<ExactName>] = [
            .cluster: Set(contexts.map { ExactName($0.cluster) }), .user: Set(contexts.map { ExactName($0.user) }),
        ]
        return [EntryKind.cluster, .user].flatMap { kind in
            source.entries(kind).compactMap { origin in
                let isUsed = used[kind]?.contains(ExactName(origin.entry.name)) == true
                guard isUsed || withOthers else { return nil }
                let meaning = EntryMeaning(kind, origin, of: source)
                return Part(kind: kind, origin: origin, meaning: meaning, isUsed: isUsed)
            }
        }
    }

    private static func name(
        by template: ContextNameTemplate, of context: Context, named name: String, at server: String,
        _ naming: SourceNaming
    ) -> String {
        template.name { placeholder in
            switch placeholder {
            case .context: name
            case .cluster: context.cluster
            case .user: context.user
            case .file: naming.file
            case .server: URLRedaction.withoutUser(server)
            case .host: SourceNaming.host(of: server)
            case .namespace: context.namespace.isEmpty ? "default" : context.namespace
            }
        }
    }

    /// Whether the source has a cluster or user of that name.
    func has(_ kind: EntryKind, _ name: String) -> Bool { source.origin(kind, named: name) != nil }
}
