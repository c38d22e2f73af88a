// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering credential list`.
struct CredentialList: ContextCommand {
    static let examples = [
        Example("credential list", "List what is stored; nothing is unlocked."),
        Example("credential list -o json", "The same, for a program."),
    ]
    static let configuration = configured("list", "List everything stored, from the public facts.")

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ context: CommandContext) throws {
        let config = try Kubeconfig.load(kubeconfig.location(context))
        let entries = try CredentialIndex(context.directories).entries(with: config)
        switch output {
        case .name: context.output.write(entries.map { OutsideText.escaped($0.facts.id) + "\n" }.joined())
        case .json, .yaml:
            let document = JSONValue.object([.init("credentials", .array(entries.map(\.json)))])
            context.output.write(
                output == .yaml ? document.yamlText(sortedKeys: false) : document.jsonText(indent: 2) + "\n")
        case .text:
            var table = TextTable(header: ["ID", "USER", "KIND", "STORE", "SERVER", "SUBJECT", "ENDS"])
            for entry in entries {
                let facts = entry.facts
                table.append([
                    String(facts.id.prefix(8)), entry.user, facts.kind, facts.store, facts.server ?? "",
                    facts.subject ?? "", facts.notAfter ?? "",
                ])
            }
            context.output.write(table.text)
        }
    }
}
