// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingSecrets
import KuberingSystem
import KuberingYAML

/// The command `kubering vault status`.
struct VaultStatusCommand: KuberingCommand {
    static let examples = [
        Example("vault status", "Show where the vault is, whether it is unlocked and until when."),
        Example("vault status -o json", "The same, for a program."),
    ]
    static let configuration = configured(
        "status", "Show where the vault is and whether it is unlocked.",
        discussion: """
            Asks for no passphrase. The status is 0 also when the vault is locked, and 4 when there is none. A passphrase that \
            is given to each command, as with KUBERING_PASSPHRASE_FILE, does not unlock it.
            """)

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: "text, json or yaml.")
    var output = ReportFormat.text

    func run(_ world: World) throws {
        let vault = try Vault(world.directories)
        let status = try vault.status()
        let state = status.isUnlocked ? "unlocked" : "locked"
        let document = JSONValue.object(present: [
            "path": .string(vault.path), "state": .string(state), "items": .number(String(status.items)),
            "unlockedUntil": status.end.map { .string($0.rfc3339) },
        ])
        switch output {
        case .yaml: world.print(document, as: .yaml)
        case .json: world.print(document, as: .json)
        case .text:
            let end = status.end.map {
                " until \($0.rfc3339) (\(KubernetesDuration.text($0.timeIntervalSince(world.now()))))"
            }
            world.output.write(
                """
                path   \(OutsideText.escaped(vault.path))
                state  \(state)\(end ?? "")
                items  \(status.items)

                """)
        }
    }
}
