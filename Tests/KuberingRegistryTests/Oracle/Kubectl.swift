// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import Glibc
import KuberingRegistry
import KuberingSystem
import KuberingTestSupport

/// The real kubectl on PATH, away from any kubeconfig.
enum Kubectl {
    /// kubectl ended with a status other than 0.
    struct Failure: Error {
        let status: Int32
        let output: String
    }

    /// Runs kubectl.
    ///
    /// - Parameter arguments: Any bytes but NUL.
    /// - Returns: Its standard output.
    /// - Throws: ``Failure``.
    static func run(_ arguments: [[UInt8]]) throws -> String {
        var command = Array("KUBECONFIG=/dev/null HOME=/nonexistent exec kubectl".utf8)
        for argument in arguments { command += Array(" ".utf8) + quoted(argument) }
        guard let pipe = popen(command.map { CChar(bitPattern: $0) } + [0], "r") else {
            throw Failure(status: -1, output: "cannot start a shell")
        }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { output += buffer[..<count] }
        let status = pclose(pipe)
        let text = String(decoding: output, as: UTF8.self)
        if status != 0 { throw Failure(status: status, output: text) }
        return text
    }

    /// What `kubectl create secret docker-registry` prints without asking a server.
    static func pullSecret(_ facts: PullSecretFacts, output: String, appendHash: Bool = false) throws -> String {
        var arguments = ["create", "secret", "docker-registry", facts.name, "--dry-run=client", "-o", output]
        arguments += ["--docker-server=" + facts.server, "--docker-username=" + facts.username]
        if let email = facts.email { arguments.append("--docker-email=" + email) }
        if let namespace = facts.namespace { arguments += ["-n", namespace] }
        if appendHash { arguments.append("--append-hash") }
        let text = try run(arguments.map { Array($0.utf8) } + [Array("--docker-password=".utf8) + facts.password])
        // Written by kubectl up to 1.33, no longer by the current one.
        return text.replacing("  creationTimestamp: null\n", with: "")
            .replacing(",\n        \"creationTimestamp\": null", with: "")
    }

    /// What `kubectl create secret generic` prints for a legacy pull secret with this content.
    static func legacyPullSecret(_ secret: ImagePullSecret, output: String, appendHash: Bool = false) throws -> String {
        let folder = try TestFolder()
        try folder.write(secret.content.exposedText, to: "content")
        var arguments = ["create", "secret", "generic", secret.name, "--dry-run=client", "-o", output]
        arguments += ["--type=kubernetes.io/dockercfg", "--from-file=.dockercfg=\(folder.path)/content"]
        if let namespace = secret.namespace { arguments += ["-n", namespace] }
        if appendHash { arguments.append("--append-hash") }
        return try run(arguments.map { Array($0.utf8) })
    }

    private static func quoted(_ word: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        return [quote] + word.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
    }
}
