// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum PluginNotAllowed: MachineRule {
    static let id = "plugin-not-allowed"
    static let severity = Finding.Severity.error
    static let summary = "A plugin that the policy in kubectl's own settings, the kuberc, does not allow."
    static let remedy = "Add its command to credentialPluginAllowlist there, if you trust it."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        let kuberc = facts.kuberc
        guard kuberc.problem == nil, let path = kuberc.path.map(ShellQuoting.quoted) else { return [] }
        return facts.plugins.compactMap { plugin in
            let command = OutsideText.quoted(plugin.command)
            let remedy: String
            switch kuberc.policy {
            case .all: return nil
            case .none: remedy = "set credentialPluginPolicy in \(path) to Allowlist, with the command in the list"
            case .listed(let commands):
                if commands.contains(where: { plugin.isAllowed(by: $0, searchPath: facts.searchPath) }) { return nil }
                remedy = "if you trust it, add to credentialPluginAllowlist in \(path): - command: \(command)"
            }
            return finding(
                at: plugin.entry, "exec", "command",
                message: "kubectl is not allowed to run the plugin \(command) of \(plugin.entry.title)", remedy: remedy)
        }
    }
}
