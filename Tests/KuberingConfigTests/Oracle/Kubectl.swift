// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// The real kubectl on PATH, in a home that does not exist.
enum Kubectl {
    /// kubectl ended with a status other than 0.
    struct Failure: Error {
        let errors: String
    }

    /// Runs kubectl.
    ///
    /// - Parameters:
    ///   - arguments: What comes after `kubectl`.
    ///   - variables: Environment variables beside HOME.
    /// - Returns: Its standard output.
    /// - Throws: ``Failure``, or `TestProcessError` when there is no kubectl.
    static func run(_ arguments: [String], variables: Environment = [:]) throws -> String {
        let home: Environment = ["HOME": "/nonexistent"]
        let outcome = try TestProcess.run(["kubectl"] + arguments, environment: home.merging(variables))
        guard outcome.end == .exited(0) else { throw Failure(errors: outcome.errors) }
        return outcome.output
    }

    /// What `kubectl config view --raw` prints, without the empty preferences that kubectl wrote up to 1.33.
    static func view(_ path: String, _ format: String = "json", flags: [String] = []) throws -> String {
        let text = try run(["config", "view", "--raw", "-o", format, "--kubeconfig", path] + flags)
        return text.replacing("    \"preferences\": {},\n", with: "").replacing("preferences: {}\n", with: "")
    }

    /// The same, as a value, its members sorted by name.
    static func config(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Array(try view(path).utf8)).withSortedMembers
    }

    /// The current context; nil when kubectl says that there is none.
    static func currentContext(_ path: String) throws -> String? {
        do {
            return String(try run(["config", "current-context", "--kubeconfig", path]).dropLast())
        } catch let failure as Failure where failure.errors.contains("current-context is not set") {
            return nil
        }
    }
}
