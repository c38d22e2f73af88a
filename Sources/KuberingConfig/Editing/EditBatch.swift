// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
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
    private var planned: [KubeconfigEdit.FileEdit] = []
    /// The first edit, not in the table yet: most changes are one edit, and the table takes longer than making it.
    private var first: KubeconfigEdit?

    /// Whether the edit means the same before and after those that are here already.
    mutating func accepts(_ edit: KubeconfigEdit) -> Bool {
        guard let last = planned.last else { return true }
        // What is about the text as such stands alone.
        guard case .edit = last.change, !edit.isAboutText else { return false }
        if let first {
            note(first)
            self.first = nil
        }
        let (touched, field) = Self.subjects(of: edit)
        return touched.allSatisfy { subject in
            guard let fields = subjects[subject] else { return true }
            guard let fields, let field else { return false }
            return !fields.contains(field)
        }
    }

    /// Takes in an edit that ``accepts(_:)`` took.
    mutating func add(_ planned: KubeconfigEdit.FileEdit, for edit: KubeconfigEdit) {
        if self.planned.isEmpty { first = edit } else { note(edit) }
        self.planned.append(planned)
    }

    private mutating func note(_ edit: KubeconfigEdit) {
        let (touched, field) = Self.subjects(of: edit)
        for subject in touched {
            guard let field, case let fields = subjects[subject, default: []], var fields else {
                subjects[subject] = .some(nil)
                continue
            }
            fields.insert(field)
            subjects[subject] = fields
        }
    }

    /// Makes all edits.
    ///
    /// - Parameters:
    ///   - config: The configuration before.
    ///   - patches: What was done to its files so far, one for each; nil for nothing.
    /// - Returns: The configuration after.
    /// - Throws: ``ConfigError``.
    func applied(to config: Kubeconfig, _ patches: inout [FilePatch?]) throws -> Kubeconfig {
        var config = config
        for index in patches.indices {
            let changes = planned.filter { $0.file == index }.map(\.change)
            if changes.isEmpty { continue }
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
        case .front(let name, _): return ([.entry(.context, ExactName(name))], nil)
        case .transplant(let kind, let entries): return (entries.map { .entry(kind, ExactName($0.name)) }, nil)
        case .change(let place, let change):
            let subject = Subject.entry(place.kind, ExactName(place.name))
            switch change {
            case .set, .append, .unset: return ([subject], change.field)
            case .rename(let name): return ([subject, .entry(place.kind, ExactName(name))], nil)
            case .remove: return ([subject], nil)
            }
        case .changeFile(let file, let change): return ([.file(file)], change.field)
        case .splice, .removeFile: return ([], nil)
        }
    }
}

extension KubeconfigEdit {
    /// Whether it is about a file's text, of which no other edit knows.
    fileprivate var isAboutText: Bool {
        switch self {
        case .splice, .removeFile: true
        default: false
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
