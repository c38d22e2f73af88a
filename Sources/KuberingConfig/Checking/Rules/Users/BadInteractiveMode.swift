// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum BadInteractiveMode: ConfigRule {
    static let id = "bad-interactive-mode"
    static let severity = Finding.Severity.error
    static let summary =
        "A plugin whose interactiveMode is missing although its apiVersion is v1, or is none of Never, IfAvailable and Always. The fix writes IfAvailable, or the right case."
    static let remedy = "Set interactiveMode to Never, IfAvailable or Always."

    private static let modes = ["Never", "IfAvailable", "Always"]

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user, with: "exec").filter { $0.has("exec") }.compactMap { user in
            let mode = user.text("exec", "interactiveMode")
            if modes.contains(mode) { return nil }
            if mode.isEmpty {
                guard user.text("exec", "apiVersion") == "client.authentication.k8s.io/v1" else { return nil }
                return finding(
                    at: user, "exec", message: "the plugin of \(user.title) has no interactiveMode",
                    changes: [.set(["exec", "interactiveMode"], "IfAvailable")])
            }
            let right = modes.first { $0.lowercased() == mode.lowercased() }
            return finding(
                at: user, "exec", "interactiveMode",
                message: "kubectl knows no interactiveMode \(OutsideText.quoted(mode))",
                changes: right.map { [.set(["exec", "interactiveMode"], .string($0))] } ?? [])
        }
    }
}
