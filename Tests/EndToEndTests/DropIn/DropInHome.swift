// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A home as the published test suites of kubectx and kubens make it: HOME and KUBECONFIG in a temporary folder, links to
/// the program under their names, and kubectl to read the results with.
final class DropInHome {
    /// What a command left on its streams and ended with.
    struct Result: Hashable, CustomStringConvertible {
        var output = ""
        var errors = ""
        var status: Int32 = 0

        var description: String { "status \(status)\n--- output\n\(output)--- errors\n\(errors)" }

        /// A success line, as kubectx and kubens print it.
        static func done(_ message: String) -> Result { Result(errors: "✔ \(message)\n") }

        static func failed(_ message: String) -> Result { Result(errors: "error: \(message)\n", status: 1) }
    }

    let folder: TestFolder
    var environment: Environment

    /// Makes a home whose kubeconfig has this text, or none.
    init(_ kubeconfig: String? = nil) throws {
        folder = try TestFolder()
        environment = [
            "PATH": folder.path + "/bin:" + String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin")),
            "HOME": folder.path, "KUBECONFIG": folder.path + "/config", "LANG": "C.UTF-8",
        ]
        mkdir(folder.path + "/bin", 0o700)
        for name in ["kubectx", "kubens", "kubectl-ctx", "kubectl-ns"] {
            symlink(Home.kubering, "\(folder.path)/bin/\(name)")
        }
        if let kubeconfig { try folder.write(kubeconfig, to: "config") }
    }

    /// Runs a command line of words without blanks; the folder is shown as `~`.
    func run(_ line: String) throws -> Result { try run(line.split(separator: " ").map(String.init)) }

    func run(_ words: [String], environment more: Environment = [:]) throws -> Result {
        // The test's own PATH is searched for programs, which knows nothing of the links.
        let link = "\(folder.path)/bin/\(words[0])"
        let command = [FileSnapshot.exists(link) ? link : words[0]] + words.dropFirst()
        let outcome = try TestProcess.run(command, environment: environment.merging(more))
        let shown = { (text: String) in text.replacing(self.folder.path, with: "~") }
        guard case .exited(let status) = outcome.end else { return Result(errors: "\(outcome.end)", status: -1) }
        return Result(output: shown(outcome.output), errors: shown(outcome.errors), status: status)
    }

    /// The current context, as kubectl reads it; empty when none is set.
    func kubectlContext() throws -> String {
        try String(run("kubectl config current-context").output.dropLast())
    }

    /// The current context's namespace, as kubectl reads it.
    func kubectlNamespace() throws -> String {
        try run(["kubectl", "config", "view", "--minify", "-o", "jsonpath={..namespace}"]).output
    }

    /// The names of all contexts, as kubectl reads them.
    func kubectlContexts() throws -> [String] {
        try run("kubectl config get-contexts -o name").output.split(separator: "\n").map(String.init)
    }

    /// The contents of a file in the folder; nil when there is none.
    func contents(_ name: String) throws -> String? {
        try PrivateFile("\(folder.path)/\(name)").read().map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The kubeconfigs of the published suites.
enum DropInKubeconfigs {
    static let one = """
        apiVersion: v1
        kind: Config
        contexts:
        - name: user1@cluster1
          context:
            cluster: cluster1
            user: user1
        clusters:
        - name: cluster1
          cluster: {server: "https://127.0.0.1:1"}
        users:
        - name: user1
          user: {}

        """
    static let two = """
        # kept
        apiVersion: v1
        kind: Config
        contexts:
        - name: user1@cluster1
          context: {cluster: cluster1, user: user1}
        - name: user2@cluster1
          context: {cluster: cluster1, user: user2, namespace: ns9}
        clusters:
        - name: cluster1
          cluster: {server: "https://127.0.0.1:1"}
        users:
        - name: user1
          user: {}
        - name: user2
          user: {}

        """
}
