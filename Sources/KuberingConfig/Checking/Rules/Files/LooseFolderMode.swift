// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum LooseFolderMode: ConfigRule {
    static let id = "loose-folder-mode"
    static let severity = Finding.Severity.warning
    static let summary =
        "A kubeconfig with secrets in a folder where others than its owner may put another file in its place. Fixed where the folder is called .kube."
    static let remedy = "Take the rights of others away with: chmod go-w FOLDER."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.filesWithPermissions.compactMap { file, holdsSecrets, _ in
            let folder = LexicalPath.directory(of: file.absolutePath)
            guard holdsSecrets, let permissions = FilePermissions(of: folder),
                permissions.isWritableByAll || permissions.isWritableByGroup
            else { return nil }
            let mode = FilePermissions.text(permissions.mode)
            return finding(
                Finding.Place(file: file.path),
                message: "it holds secrets, and others may replace it: its folder has mode \(mode)",
                remedy: "take the rights of others away with: chmod go-w \(ShellQuoting.quoted(folder))",
                fix: permissions.isOwn && LexicalPath.lastComponent(folder) == ".kube"
                    ? .mode(permissions.mode & ~0o022, path: folder) : nil)
        }
    }
}
