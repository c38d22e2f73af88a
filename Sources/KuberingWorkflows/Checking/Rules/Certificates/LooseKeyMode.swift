// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum LooseKeyMode: MachineRule {
    static let id = "loose-key-mode"
    static let severity = Finding.Severity.warning
    static let summary = "A file with a client key or token that others than its owner may read or change."
    static let remedy = "Take the rights of others away with: chmod 600 FILE."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        ["client-key", "tokenFile"].flatMap { field in
            subject.all(.user, with: field).filter { $0.has(field) }.compactMap { user in
                let path = user.resolved(user.text(field))
                guard let permissions = FilePermissions(of: path), permissions.isSharedAtAll, permissions.isRegularFile
                else { return nil }
                return finding(
                    Finding.Place(file: user.path, position: user.position(of: [field]), entry: user.place),
                    message: "others may read or change \(OutsideText.quoted(path)), the \(field) of \(user.title) "
                        + "(mode \(FilePermissions.text(permissions.mode)))",
                    remedy: "take the rights of others away with: chmod 600 \(ShellQuoting.quoted(path))",
                    fix: permissions.isOwn && holdsKey(user, facts) ? .mode(0o600, path: path) : nil)
            }
        }
    }

    /// A kubeconfig may name any file as a key: only what is one is touched.
    private static func holdsKey(_ user: CheckedEntry, _ facts: CheckFacts) -> Bool {
        let key = facts.users.first { $0.entry.place == user.place }?.key
        guard let key, key.field == "client-key", case .usable = key.outcome else { return false }
        return true
    }
}
