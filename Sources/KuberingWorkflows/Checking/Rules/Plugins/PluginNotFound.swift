// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum PluginNotFound: MachineRule {
    static let id = "plugin-not-found"
    static let severity = Finding.Severity.warning
    static let summary =
        "A plugin that cannot be run: its command is not on the PATH, or its path leads to no program. Other programs may have another PATH."
    static let remedy = "Install it, or correct the command."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.plugins.filter { $0.path == nil && !$0.isKubering }.map { plugin in
            let command = OutsideText.quoted(plugin.command)
            let problem =
                plugin.command.contains("/") ? "leads to nothing that can be run" : "is not on the PATH"
            let hint = plugin.entry.text("exec", "installHint").split(whereSeparator: \.isNewline)
                .map { $0.drop(while: \.isWhitespace) }.first { !$0.isEmpty }
            return finding(
                at: plugin.entry, "exec", "command",
                message: "the plugin \(command) of \(plugin.entry.title) \(problem)",
                remedy: hint.map { "install it; its hint begins: \(OutsideText.escaped($0.prefix(100)))" })
        }
    }
}
