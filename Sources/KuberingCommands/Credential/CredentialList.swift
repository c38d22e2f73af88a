// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering credential list`.
struct CredentialList: KuberingCommand {
    static let examples = [
        Example("credential list", "List what is stored; nothing is unlocked."),
        Example("credential list -o json", "The same, for a program."),
    ]
    static let configuration = configured(
        "list", "List everything stored, from the public facts.",
        discussion: """
            STATE is "used", or "unused" when no user of the kubeconfig refers to it, though one of another kubeconfig may; \
            "pending" for a request that waits for its certificate; "unfinished" when the command that stored it was killed; \
            "missing" when the vault does not hold it any more.
            """)

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text
    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(_ world: World) throws {
        let config = try Kubeconfig.load(kubeconfig.location(world))
        let credentials = try ListCredentials(world.directories).run(config)
        switch output {
        case .name: world.output.write(credentials.map { OutsideText.escaped($0.entry.facts.id) + "\n" }.joined())
        case .json, .yaml:
            let document = JSONValue.object([.init("credentials", .array(credentials.map(\.json)))])
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: ["ID", "USER", "KIND", "STORE", "SERVER", "SUBJECT", "ENDS", "STATE"])
            for credential in credentials {
                let facts = credential.entry.facts
                table.append([
                    String(facts.id.prefix(8)), credential.entry.user, facts.kind, facts.store, facts.server ?? "",
                    facts.subject ?? "", facts.notAfter ?? "",
                    credential.state.rawValue,
                ])
            }
            world.output.write(table.text)
            for credential in credentials { warn(of: credential, world) }
        }
    }

    private func warn(of credential: ListCredentials.Listed, _ world: World) {
        let problem: String
        switch credential.state {
        case .used, .unused, .pending: return
        case .unfinished: problem = "was stored by a command that was ended before a user could refer to it"
        case .missing: problem = "is not in the vault any more"
        }
        let id = OutsideText.escaped(credential.entry.facts.id)
        world.warn(
            "credential \(id) of \(OutsideText.quoted(credential.entry.user)) \(problem); to remove it: "
                + "\(Kubering.programName) credential remove \(id)")
    }
}
