// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

enum KuberingNotFound: MachineRule {
    static let id = "kubering-not-found"
    static let severity = Finding.Severity.error
    static let summary =
        "A user that leaves its credential to kubering, which is not where the kubeconfig calls it: kubectl cannot sign in."
    static let remedy = "Let the kubeconfig call kubering where it is now with: kubering check --fix."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.plugins.filter { $0.isKubering && $0.path == nil && $0.command != facts.ownCommand }.map { plugin in
            finding(
                at: plugin.entry, "exec", "command",
                message:
                    "\(plugin.entry.title) has kubering called as \(OutsideText.quoted(plugin.command)), which is not there",
                changes: [.set(["exec", "command"], .string(facts.ownCommand))])
        }
    }
}
