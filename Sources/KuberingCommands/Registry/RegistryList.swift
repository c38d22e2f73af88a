// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The command `kubering registry list`.
struct RegistryList: KuberingCommand {
    static let examples = [
        Example("registry list", "Which registries have a credential, where, and when it ends."),
        Example("registry list -o json", "The same, for a program."),
    ]
    static let configuration = configured(
        "list", "List the credentials of registries: kubering's own, and what docker's and podman's files name.",
        discussion: "Nothing is unlocked, and no credential store is asked.")

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text

    func run(_ world: World) throws {
        let known = try KnownRegistries(world).all()
        switch output {
        case .name:
            world.output.write(Set(known.map(\.server)).sorted().map { OutsideText.escaped($0) + "\n" }.joined())
        case .json, .yaml:
            let document: JSONValue = ["registries": .array(known.map(\.json))]
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: ["REGISTRY", "USER", "PLACE", "ENDS"])
            for item in known { table.append([item.server, item.username ?? "", item.place, item.notAfter ?? ""]) }
            world.output.write(table.text)
        }
    }
}
