// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A server that answers kubectl as an API server would.
final class APIServer {
    private let server: PythonServer

    /// A folder of its own, with the kubeconfig `config`, which leads to it.
    var folder: TestFolder { server.folder }

    /// Starts a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - program: What it does, as ``PythonServer`` has it.
    ///   - arguments: What it finds in `arguments`.
    /// - Throws: What the server says when it does not start.
    init(_ program: String, _ arguments: [String] = []) throws {
        server = try PythonServer(program, arguments)
        try server.folder.write(
            """
            clusters: [{name: c, cluster: {server: "http://\(server.address)"}}]
            contexts: [{name: c, context: {cluster: c}}]
            current-context: c

            """, to: "config")
    }

    /// What kubectl prints.
    ///
    /// - Parameter arguments: Its arguments.
    /// - Returns: Its standard output.
    /// - Throws: ``KubectlFailure``.
    func kubectl(_ arguments: [String]) throws -> String {
        let outcome = try TestProcess.run(
            ["kubectl"] + arguments,
            environment: [
                "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": folder.path,
                "KUBECONFIG": folder.path + "/config",
            ])
        guard outcome.end == .exited(0) else { throw KubectlFailure(description: outcome.errors) }
        return outcome.output
    }
}

/// What kubectl said.
struct KubectlFailure: Error, CustomStringConvertible {
    let description: String
}
