// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingYAML

/// The command `kubering credential stores`.
struct CredentialStoresCommand: KuberingCommand {
    static let examples = [Example("credential stores", "Which stores there are here, and whether they can be used.")]
    static let configuration = configured(
        "stores", "Show which stores exist here and their state.",
        discussion: """
            STATE is "usable", "locked" or "unavailable"; "there" for the program of another store, which is not asked anything here: \
            whether it can be used shows when it is.
            """)

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json, yaml or name.")
    var output = OutputFormat.text

    func run(_ world: World) throws {
        let stores = CredentialStores(world, mayAsk: false)
        let states = stores.names.map { name -> (name: String, state: (state: String, reason: String?)) in
            let state = Self.state(of: name, among: stores)
            if case .helper = name, state == .usable { return (name: name.rawValue, state: ("there", nil)) }
            return (name: name.rawValue, state: Self.words(state))
        }
        switch output {
        case .name: world.output.write(states.map { $0.name + "\n" }.joined())
        case .json, .yaml:
            let list = states.map { name, words in
                JSONValue.object(present: [
                    "name": .string(name), "state": .string(words.state), "reason": words.reason.map(JSONValue.string),
                ])
            }
            let document = JSONValue.object([.init("stores", .array(list))])
            world.print(document, as: output == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: ["NAME", "STATE", "REASON"])
            for (name, words) in states { table.append([name, words.state, words.reason ?? ""]) }
            world.output.write(table.text)
        }
    }

    private static func state(of name: StoreName, among stores: CredentialStores) -> StoreState {
        do throws(SecretsError) {
            return try stores.store(name).state()
        } catch {
            return .unavailable(error)
        }
    }

    private static func words(_ state: StoreState) -> (state: String, reason: String?) {
        switch state {
        case .usable: ("usable", nil)
        case .locked(let error): ("locked", error.description)
        case .unavailable(let error): ("unavailable", error.description)
        }
    }
}
