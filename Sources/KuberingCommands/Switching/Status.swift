// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering status`.
struct Status: ContextCommand {
    static let examples = [
        Example("", "Show where commands go now."),
        Example("status -o json", "The same, for a program."),
    ]
    static let configuration = configured(
        "status", "Show the current context: cluster, namespace, user, key and its end.",
        discussion: "This is what kubering without arguments does.")

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json or yaml.")
    var output = ReportFormat.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ context: CommandContext) throws {
        let status = try CurrentStatus(
            try Kubeconfig.load(kubeconfig.location(context)), now: context.now(),
            warnBefore: TimeSpan.seconds(nil, usual: .usual, context),
            world: context)
        switch output {
        case .json: context.print(status.json, as: .json)
        case .yaml: context.print(status.json, as: .yaml)
        case .text:
            for (label, value) in status.lines {
                let padded = label + String(repeating: " ", count: max(0, 11 - label.count))
                context.output.writeLine(
                    TextStyle.dim.applied(to: padded, on: context.output) + OutsideText.escaped(value))
            }
            for warning in status.warnings { context.warn(warning) }
        }
    }
}
