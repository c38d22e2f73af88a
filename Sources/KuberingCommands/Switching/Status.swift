// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering status`.
struct Status: KuberingCommand {
    static let examples = [
        Example("", "Show where commands go now."),
        Example("status -o json", "The same, for a program."),
        Example("status --context prod", "Show where they would go in another context."),
    ]
    static let configuration = configured(
        "status", "Show the current context: cluster, namespace, user, key and its end.",
        discussion: "This is what kubering without arguments does.")

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json or yaml.")
    var output = ReportFormat.text
    @Option(
        help: "The context to show, instead of the current one.",
        completion: .custom { words, _, prefix in Candidates.contexts(prefix, words) })
    var context: String?
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ world: World) throws {
        let status = try CurrentStatus(
            try Kubeconfig.load(kubeconfig.location(world)), context: context, now: world.now(),
            warnBefore: TimeSpan.seconds(nil, usual: .usual, world),
            world: world)
        switch output {
        case .json: world.print(status.json, as: .json)
        case .yaml: world.print(status.json, as: .yaml)
        case .text:
            for (label, value) in status.lines {
                let padded = label + String(repeating: " ", count: max(0, 11 - label.count))
                world.output.writeLine(
                    TextStyle.dim.applied(to: padded, on: world.output) + OutsideText.escaped(value))
            }
            for warning in status.warnings { world.warn(warning) }
        }
    }
}
