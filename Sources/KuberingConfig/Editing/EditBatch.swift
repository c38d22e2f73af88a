// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// Edits that do not depend on each other, so that each file is patched and read again once for all of them.
struct EditBatch {
    /// What an edit reads or changes.
    private enum Subject: Hashable {
        case currentContext(file: Int?)
        case file(Int)
        case entry(EntryKind, ExactName)
    }

    /// The fields of each subject that edits are about; nil for all of it.
    private var subjects: [Subject: Set<YAMLStep>?] = [:]
    private var changes: [Int: [KubeconfigEdit.FileEdit.Change]] = [:]

    /// Whether the edit means the same before and after those that are here already.
    func accepts(_ edit: KubeconfigEdit) -> Bool {
        let (touched, field) = Self.subjects(of: edit)
        return touched.allSatisfy { subject in
            guard let fields = subjects[subject] else { return true }
            guard let fields, let field else { return false }
            return !fields.contains(field)
        }
    }

    /// Takes in an edit that ``accepts(_:)`` took.
    mutating func add(_ planned: KubeconfigEdit.FileEdit, for edit: KubeconfigEdit) {
        let (touched, field) = Self.subjects(of: edit)
        for subject in touched {
            guard let field, case let fields = subjects[subject, default: []], var fields else {
                subjects[subject] = .some(nil)
                continue
            }
            fields.insert(field)
            subjects[subject] = fields
        }
        changes[planned.file, default: []].append(planned.change)
    }

    /// Makes all edits.
    ///
    /// - Parameters:
    ///   - config: The configuration before.
    ///   - patches: What was done to its files so far.
    /// - Returns: The configuration after.
    /// - Throws: ``ConfigError``.
    func applied(to config: Kubeconfig, _ patches: inout [Int: FilePatch]) throws -> Kubeconfig {
        var config = config
        for (index, changes) in changes.sorted(by: { $0.key < $1.key }) {
            var patch = patches[index] ?? FilePatch(config.files[index])
            config = try patch.apply(changes, to: index, of: config)
            patches[index] = patch
        }
        return config
    }

    /// What the edit is about, and which field of it when it is only one.
    private static func subjects(of edit: KubeconfigEdit) -> (subjects: [Subject], field: YAMLStep?) {
        switch edit {
        case .setCurrentContext: return ([.currentContext(file: nil)], nil)
        case .setCurrentContextOfFile(let file, _): return ([.currentContext(file: file)], nil)
        case .setNamespace(_, let context): return ([.entry(.context, ExactName(context))], .key("namespace"))
        case .add(let kind, let name, _): return ([.entry(kind, ExactName(name))], nil)
        case .transplant(let kind, let entries): return (entries.map { .entry(kind, ExactName($0.name)) }, nil)
        case .change(let place, let change):
            let subject = Subject.entry(place.kind, ExactName(place.name))
            switch change {
            case .set, .append, .unset: return ([subject], change.field)
            case .rename(let name): return ([subject, .entry(place.kind, ExactName(name))], nil)
            case .remove: return ([subject], nil)
            }
        case .changeFile(let file, let change): return ([.file(file)], change.field)
        // Of the text as such, no other edit knows.
        case .splice, .removeFile: return ([], nil)
        }
    }
}

extension EntryChange {
    /// The first step to what changes.
    fileprivate var field: YAMLStep? {
        switch self {
        case .set(let path, _), .append(let path, _), .unset(let path): path.first
        case .rename, .remove: nil
        }
    }
}
