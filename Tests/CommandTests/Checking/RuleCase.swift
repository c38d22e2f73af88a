// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// A kubeconfig that breaks a rule, what is found in it, and one that keeps the rule.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let id: String
    let bad: String
    /// `line:column: severity: message` for each finding of the rule.
    let found: [String]
    let good: String

    init(_ id: String, _ bad: String, _ found: [String], good: String) {
        self.id = id
        self.bad = bad
        self.found = found
        self.good = good
    }

    var testDescription: String { id }

    /// What the rule finds in a kubeconfig, without the remedies and the name of the file.
    static func findings(_ id: String, in kubeconfig: String) throws -> [String] {
        let result = try FakeWorld.run(["check", "--rule", id], kubeconfig: kubeconfig)
        return result.output.split(separator: "\n").filter { !$0.hasPrefix("    ") }.map { line in
            String(line.dropFirst("~/.kube/config:".count).dropLast(" [\(id)]".count))
        }
    }
}
