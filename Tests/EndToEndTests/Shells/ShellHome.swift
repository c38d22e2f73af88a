// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A home with kubering in PATH, a runtime folder, and a kubeconfig to make sessions over.
final class ShellHome {
    static let kubeconfig = """
        # kept
        apiVersion: v1
        kind: Config
        current-context: dev
        clusters:
        - name: everywhere
          cluster: {server: "https://127.0.0.1:1"}
        users:
        - name: jane
          user: {token: s3cr3t}
        contexts:
        - name: dev
          context: {cluster: everywhere, user: jane, namespace: team-a}
        - name: prod-eu
          context: {cluster: everywhere, user: jane, namespace: web}
        - name: prod-us
          context: {cluster: everywhere, user: jane}

        """

    let home: Home

    init(_ kubeconfig: String = ShellHome.kubeconfig) throws {
        home = try Home(kubeconfig)
        let path = home.folder.path
        for folder in ["bin", "run"] { mkdir("\(path)/\(folder)", 0o700) }
        symlink(Home.kubering, path + "/bin/kubering")
        home.environment["PATH"] = "\(path)/bin:" + home.environment["PATH", default: ""]
        home.environment["XDG_RUNTIME_DIR"] = path + "/run"
        home.environment["SHELL"] = "/bin/sh"
    }

    /// Runs a script in a shell without start files, which reads it from standard input.
    func run(_ script: String, in shell: String = "sh", limit: Double = Patience.limit) throws -> TestProcess.Outcome {
        let options = ["bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]][shell, default: []]
        return try TestProcess.run(
            [shell] + options + ["-c", script], environment: home.environment, limit: limit)
    }

    /// The output of a script, the folder shown as `~`.
    func output(of script: String, in shell: String = "sh") throws -> String {
        try run(script, in: shell).output.replacing(home.folder.path, with: "~")
    }

    /// Whether no session is left when the last of the programs in them has ended and another command has swept.
    func areSessionsGone() -> Bool {
        Patience.waits {
            // Whether it could be run shows in what it has swept.
            _ = try? home.kubering("exec", "dev", "--", "true")
            return sessions == []
        }
    }

    /// The folders of sessions that are there.
    var sessions: [String] { Directory.names(in: home.folder.path + "/run/kubering/sessions") }
}
