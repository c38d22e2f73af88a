// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCommands
import KuberingSystem
import KuberingTestSupport

/// All that a command left on its streams, the home shown as `~`.
struct CommandResult: Hashable, CustomStringConvertible {
    var output = ""
    var errors = ""
    var status: Int32 = 0

    var description: String { "status \(status)\n--- output\n\(output)--- errors\n\(errors)" }
}

extension FakeWorld {
    /// Runs a command line in this world; a world is for one command.
    func run(_ arguments: [String], as program: String = "kubering") -> CommandResult {
        let status = CommandLineProgram.run(arguments, calledAs: program, value)
        return CommandResult(
            output: withoutHome(output.capturedText), errors: withoutHome(errors.capturedText), status: status)
    }

    /// Runs one of several command lines in this world: the result is what this one wrote.
    func runOne(_ arguments: [String]) -> CommandResult {
        let before = (value.output, value.errors)
        defer { (value.output, value.errors) = before }
        (value.output, value.errors) = (TextOutput(capturing: ()), TextOutput(capturing: ()))
        let status = CommandLineProgram.run(arguments, calledAs: "kubering", value)
        return CommandResult(
            output: withoutHome(value.output.capturedText), errors: withoutHome(value.errors.capturedText),
            status: status)
    }

    /// Runs a command line in a new world with the sample kubeconfig.
    static func run(_ arguments: [String], kubeconfig: String = SampleKubeconfig.text) throws -> CommandResult {
        let world = try FakeWorld()
        try world.writeKubeconfig(kubeconfig)
        world.setTime(1_795_000_000)
        return world.run(arguments)
    }
}

/// A small kubeconfig with a name that would colour the terminal, a token, and a password in a URL.
enum SampleKubeconfig {
    static let text = #"""
        # Ours.
        apiVersion: v1
        kind: Config
        current-context: staging  # mind this
        clusters:
        - name: staging
          cluster: {server: "https://staging.example.com:6443"}
        - name: prod
          cluster:
            server: https://robot:hunter2@prod.example.com
        contexts:
        - name: staging
          context: {cluster: staging, user: jane, namespace: web}
        - name: "prod\e[31m"
          context: {cluster: prod, user: robot}
        - name: jane@prod
          context: {cluster: prod, user: jane}
        users:
        - name: jane
          user: {token: s3cr3t}
        - name: robot
          user: {}

        """#
}
