// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering certificate pending list`.
struct PendingList: KuberingCommand {
    static let examples = [Example("certificate pending list -o json", "List what waits, for a program.")]
    static let configuration = configured("list", "List the keys that wait for their certificates.")

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text

    func run(_ world: World) throws {
        let all = try PendingRequests(world).all()
        switch output {
        case .name: world.output.write(all.map { OutsideText.escaped($0.entry.user) + "\n" }.joined())
        case .json, .yaml:
            let list = all.map { pending in
                JSONValue.object([
                    .init("id", .string(pending.entry.facts.id)), .init("user", .string(pending.entry.user)),
                    .init("store", .string(pending.entry.facts.store)),
                    .init("request", CertificateJSON.facts(pending.request)),
                ])
            }
            let document = JSONValue.object([.init("requests", .array(list))])
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: ["ID", "USER", "SUBJECT", "KEY", "STORE"])
            for pending in all {
                table.append([
                    String(pending.entry.facts.id.prefix(8)), pending.entry.user,
                    pending.request.subject.description, pending.request.publicKey.type.description,
                    pending.entry.facts.store,
                ])
            }
            world.output.write(table.text)
        }
    }
}
