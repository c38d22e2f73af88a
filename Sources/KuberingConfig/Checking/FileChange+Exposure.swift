// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension FileChange {
    /// What is wrong and what to do when the change brought secrets into a file that others may read; else nil.
    ///
    /// kubectl, too, keeps the mode of a file that is there, whatever it writes into it.
    public var exposure: String? {
        // A switch brings none, and must not take long.
        guard outcome != nil, entries.contains(where: { $0.kind == .user || $0.kind == .cluster }),
            let permissions = FilePermissions(of: absolutePath), permissions.isRegularFile,
            let words = LooseFileMode.words(path, true, permissions), new.secretCount > old.secretCount
        else { return nil }
        return "\(OutsideText.escaped(path)): \(words.message); \(words.remedy)"
    }
}

extension KubeconfigFile {
    /// How many entries hold a secret in plain text.
    fileprivate var secretCount: Int {
        [EntryKind.user, .cluster].flatMap { kind in
            entries(kind).map { entry in
                CheckedEntry(
                    EntryPlace(file: 0, kind: kind, name: entry.name), entry.item, path: path, folder: "",
                    isShadowed: false)
            }
        }.count { SecretFields.first(of: $0) != nil }
    }
}
