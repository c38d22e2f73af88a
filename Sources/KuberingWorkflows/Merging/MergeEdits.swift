// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

/// A plan as changes of the target.
struct MergeEdits {
    let sources: [Kubeconfig]
    let target: Kubeconfig
    /// Whether every path is absolute, because that is wanted or the result is in no folder.
    var hasAbsolutePaths = false

    /// The changes, those of existing entries first.
    func edits(_ plan: MergePlan) throws -> [KubeconfigEdit] {
        var edits: [KubeconfigEdit] = []
        var new: [EntryKind: [EntryTransplant]] = [:]
        let folder = hasAbsolutePaths ? nil : folder(of: target, try target.defaultFile())
        for entry in plan.entries {
            let source = sources[entry.source]
            guard let name = entry.newName, let origin = source.origin(entry.kind, named: entry.name) else { continue }
            switch entry.action {
            case .new, .renamed:
                let fields = self.fields(of: entry, origin, source, into: folder)
                new[entry.kind, default: []].append(
                    try EntryTransplant(entry.kind, origin, of: source, as: name, setting: fields))
            case .replaced: edits += try replacing(name, by: entry, origin, source)
            case .same, .kept, .leftOut: break
            }
        }
        for kind in [EntryKind.cluster, .context, .user] { edits += new[kind].map { [.transplant(kind, $0)] } ?? [] }
        if let current = plan.currentContext { edits.append(.setCurrentContext(current)) }
        return edits
    }

    private func folder(of config: Kubeconfig, _ file: Int) -> String {
        LexicalPath.cleaned(LexicalPath.directory(of: config.files[file].absolutePath))
    }

    // MARK: Fields that change on the way

    private func fields(
        of entry: MergePlan.Entry, _ origin: Kubeconfig.Origin, _ source: Kubeconfig, into folder: String?
    ) -> [(path: YAMLPath, value: JSONValue)] {
        let references = entry.references.sorted { $0.key < $1.key }
            .map { (path: [YAMLStep.key($0.key)], value: JSONValue.string($0.value)) }
        guard entry.kind != .context, folder != self.folder(of: source, origin.file) else { return references }
        return paths(of: entry.kind, origin, source, into: folder)
    }

    /// The path fields that mean another file in the folder; a nil folder stands for none.
    private func paths(
        of kind: EntryKind, _ origin: Kubeconfig.Origin, _ source: Kubeconfig, into folder: String?
    ) -> [(path: YAMLPath, value: JSONValue)] {
        let content = origin.entry.item[kind.contentKey]
        let fields: [YAMLPath] =
            switch kind {
            case .cluster: [["certificate-authority"]]
            case .user: [["client-certificate"], ["client-key"], ["tokenFile"], ["exec", "command"]]
            case .context: []
            }
        return fields.compactMap { field in
            guard let path = field.reduce(content, { $0?.child(at: $1) })?.string, !path.isEmpty, !path.hasPrefix("/")
            else { return nil }
            let resolved = source.resolved(path, from: origin)
            // A program's name without a slash is looked up in PATH, so it never gets there from a path.
            if field.count > 1 { return path.contains("/") ? (field, .string(resolved)) : nil }
            let value = folder.flatMap { FieldSetting(field, .path(resolved)).json(inFolder: $0) }
            return (field, value ?? .string(resolved))
        }
    }

    // MARK: Entries that are replaced

    /// Sets every field that differs and removes those that the incoming entry does not have.
    private func replacing(
        _ name: String, by entry: MergePlan.Entry, _ origin: Kubeconfig.Origin, _ source: Kubeconfig
    ) throws -> [KubeconfigEdit] {
        guard let old = target.origin(entry.kind, named: name) else { return [] }
        let place = EntryPlace(file: old.file, kind: entry.kind, name: name)
        let fields = fields(of: entry, origin, source, into: hasAbsolutePaths ? nil : folder(of: target, old.file))
        let content = fields.reduce(try source.content(of: origin, entry.kind)) { $0.setting($1.path, to: $1.value) }
        let existing = try target.content(of: old, entry.kind)
        let removed = (existing.members ?? []).filter { content[$0.name] == nil }
        let changed = (content.members ?? []).filter { existing[$0.name] != $0.value }
        return changed.map { .change(place, .set([.key($0.name)], $0.value)) }
            + removed.map { .change(place, .unset([.key($0.name)])) }
    }
}
