// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The words by which other tools call what a command of kubering does.
enum OtherTools {
    /// The command for a first word that is none here; nil for a word that nobody uses.
    static func command(for word: String) -> String? { commands[word] }

    private static let commands = [
        "ls": "list", "get-contexts": "list", "contexts": "list", "get": "list",
        "get-clusters": "list clusters", "get-users": "list users", "clusters": "list clusters", "users": "list users",
        "current-context": "current", "use-context": "use", "switch": "use", "set-context": "context set",
        "set-cluster": "cluster set", "set-credentials": "user set", "rename": "context rename", "mv": "context rename",
        "rename-context": "context rename", "delete": "context delete", "rm": "context delete",
        "delete-context": "context delete", "delete-cluster": "cluster delete", "delete-user": "user delete",
        "add": "merge", "import": "merge", "namespace": "ns", "lint": "check", "login": "registry login",
        "logout": "registry logout", "cert": "certificate", "version": "--version", "completion": "init",
        "config": "view",
    ]
}
