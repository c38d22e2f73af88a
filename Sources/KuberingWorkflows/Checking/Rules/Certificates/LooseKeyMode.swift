// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum LooseKeyMode: MachineRule {
    static let id = "loose-key-mode"
    static let severity = Finding.Severity.warning
    static let summary = "A file with a client key or token that others than its owner may read or change."
    static let remedy = "Take the rights of others away with: chmod 600 FILE."

    /// A kubeconfig may name any file: only what holds a key or a token is meant, and only a key is sure to be one.
    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        let keys = facts.users.filter(holdsKey).map { ($0.entry, "client-key", true) }
        let tokens = subject.all(.user, with: "tokenFile").filter(holdsToken).map { ($0, "tokenFile", false) }
        return (keys + tokens).compactMap { user, field, isFixable in
            let path = user.resolved(user.text(field))
            guard let permissions = FilePermissions(of: path), permissions.isSharedAtAll else { return nil }
            return finding(
                Finding.Place(file: user.path, position: user.position(of: [field]), entry: user.place),
                message: "others may read or change \(OutsideText.quoted(path)), the \(field) of \(user.title) "
                    + "(mode \(FilePermissions.text(permissions.mode)))",
                remedy: "take the rights of others away with: chmod 600 \(ShellQuoting.quoted(path))",
                fix: isFixable && permissions.isOwn ? .mode(0o600, path: path) : nil)
        }
    }

    private static func holdsKey(_ user: CheckedUser) -> Bool {
        guard let key = user.key, key.field == "client-key", case .usable = key.outcome else { return false }
        return true
    }

    /// A token is one word.
    private static func holdsToken(_ user: CheckedEntry) -> Bool {
        guard user.has("tokenFile") else { return false }
        // What cannot be read is for another rule.
        let token = try? FileSnapshot.readSecret(user.resolved(user.text("tokenFile")), limit: 65_536)
        return token?.withExposedBytes { $0.split { $0 <= 0x20 }.count } == 1
    }
}
