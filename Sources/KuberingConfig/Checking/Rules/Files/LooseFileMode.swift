// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum LooseFileMode: ConfigRule {
    static let id = "loose-file-mode"
    static let severity = Finding.Severity.warning
    static let summary =
        "A kubeconfig with secrets that others than its owner may read or change, or any kubeconfig that everybody may change."
    static let remedy = "Take the rights of others away with: chmod 600 FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.filesWithPermissions.compactMap { file, holdsSecrets, permissions in
            guard let words = words(file.path, holdsSecrets, permissions) else { return nil }
            return finding(
                Finding.Place(file: file.path), message: words.message, remedy: words.remedy,
                fix: permissions.isOwn ? .mode(0o600, path: file.absolutePath) : nil)
        }
    }

    /// What is wrong with a file's mode, and what to do about it; nil when nothing is.
    static func words(
        _ path: String, _ holdsSecrets: Bool, _ permissions: FilePermissions
    ) -> (message: String, remedy: String)? {
        guard permissions.isWritableByAll || (holdsSecrets && permissions.isSharedAtAll) else { return nil }
        let who = permissions.isWritableByAll ? "everybody may change it" : "others may read or change it"
        let what = holdsSecrets ? "it holds secrets, and " : ""
        return (
            "\(what)\(who) (mode \(FilePermissions.text(permissions.mode)))",
            "take the rights of others away with: chmod 600 \(ShellQuoting.quoted(path))"
        )
    }
}

extension CheckSubject {
    /// The files that exist, whether they hold secrets, and who may use them.
    var filesWithPermissions: [(file: File, holdsSecrets: Bool, permissions: FilePermissions)] {
        let withSecrets = Set(secrets.lazy.map(\.entry.place.file))
        return distinctFiles.compactMap { index, file in
            guard file.exists, let permissions = FilePermissions(of: file.absolutePath),
                permissions.isRegularFile
            else { return nil }
            return (file, withSecrets.contains(index), permissions)
        }
    }
}
