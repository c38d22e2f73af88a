// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering history`.
struct HistoryCommand: KuberingCommand {
    static let examples = [
        Example("history", "List the changes that kubering made, the newest first."),
        Example("history --all -o json", "Those of all files, for a program."),
        Example("history --clear --yes", "Forget all of them, with what they removed."),
    ]
    static let configuration = configured(
        "history", "List the changes that kubering made.",
        discussion: """
            For the files that KUBECONFIG or --kubeconfig names: number, time, command, entries, files, and whether kubering \
            undo can take the change back when its turn comes (done), has done so (undone), or cannot (stuck, and why). The newest 500 \
            changes are kept, up to 1 MiB of each, in files that only you can read: what a change removed may be a secret.
            """)

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text
    @Flag(help: "List the changes of all files.")
    var all = false
    @Flag(help: "Forget every change of all files.")
    var clear = false
    @OptionGroup var confirmation: ConfirmationOption
    @OptionGroup var kubeconfig: KubeconfigOptions

    func validate() throws {
        if confirmation.yes, !clear { throw ValidationError("--yes needs --clear") }
    }

    func run(_ world: World) throws {
        let history = History(world.directories)
        if clear { return try forget(history, world) }
        let report = HistoryReport(history, of: all ? nil : kubeconfig.location(world))
        for path in report.damaged {
            world.warn("\(OutsideText.quoted(path)) is no change that kubering recorded; remove it")
        }
        switch output {
        case .name: world.output.write(report.lines.map { "\($0.entry.number)\n" }.joined())
        case .json, .yaml:
            let document = JSONValue.object([.init("changes", .array(report.lines.map(\.json)))])
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: ["NUMBER", "TIME", "COMMAND", "ENTRIES", "FILES", "STATE"])
            for line in report.lines {
                table.append([
                    "\(line.entry.number)", line.entry.time.rfc3339, line.entry.command,
                    line.entry.subjects(atMost: 3, separator: ","),
                    line.entry.paths.joined(separator: ","),
                    line.state + (line.obstacleInShort.map { ": " + $0 } ?? ""),
                ])
            }
            world.output.write(table.text)
        }
    }

    private func forget(_ history: History, _ world: World) throws {
        try confirmation.ask(
            "Forget every change? None of them can be taken back then.", orSay: "Nothing was forgotten.", world)
        let count = try history.clear()
        world.say("Forgot \(count) \(count == 1 ? "change" : "changes").")
    }
}
