// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

/// The command `kubering list users`.
struct ListUsers: KuberingCommand {
    static let examples = [Example("list users", "List the users and how they prove who they are.")]
    static let configuration = configured("users", "List users.")
    @OptionGroup var options: ListOptions

    func run(_ world: World) throws {
        let config = try world.load(options.kubeconfig.location(world))
        let names = try options.names(.user, in: config)
        if options.output == .name {
            return world.output.write(names.map { OutsideText.escaped($0) + "\n" }.joined())
        }
        let users = try Listing(config).users(names)
        if options.output == .json || options.output == .yaml {
            return options.print("users", users.map(\.json), world)
        }
        var table = TextTable(header: ["NAME", "AUTHENTICATION", "STORAGE", "ENDS", "CONTEXTS"])
        for user in users {
            let facts = user.authentication
            table.append([
                user.name, facts.kind.rawValue, facts.storage ?? "", facts.notAfter ?? "",
                user.contexts.joined(separator: ","),
            ])
        }
        world.output.write(table.text)
    }
}
