// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingWorkflows

/// The command `kubering pull-secret update`.
struct PullSecretUpdate: KuberingCommand {
    static let examples = [
        Example(
            "pull-secret update secret.yaml --registry ghcr.io -u robot --password-stdin < password",
            "Give a registry of a manifest a new password."),
        Example(
            "pull-secret update secret.yaml --registry ghcr.io --from docker", "The same with what docker login left."),
        Example("pull-secret update secret.yaml --registry old.example.com --remove", "Take a registry out."),
    ]
    static let configuration = configured(
        "update", "Change one registry of a pull secret's manifest, and nothing else in its text.",
        discussion: """
            The entry is found by any spelling of the registry and keeps its own, in every pull secret of the file; a registry \
            that is in none is added to the only one, or to the one named by --secret. The registry is asked whether it takes the \
            credential before anything is changed. A manifest from standard input is printed to standard output. A dry run shows \
            no password.
            """)

    @Argument(
        help: ArgumentHelp("The manifest, YAML or JSON; - reads standard input.", valueName: "file"),
        completion: .file())
    var file: String
    @Option(
        help: ArgumentHelp("The registry, as docker spells it.", valueName: "server"),
        completion: .custom { _, _, prefix in Candidates.registries(prefix) })
    var registry: String
    @OptionGroup var account: AccountOptions
    @Flag(help: "Remove the registry instead.")
    var remove = false
    @Option(
        help: ArgumentHelp("Only the pull secrets of this name.", valueName: "name"),
        completion: .custom { words, _, prefix in Candidates.pullSecrets(prefix, words) })
    var secret: String?
    @Flag(help: "Do not ask the registry whether the credential works.")
    var noVerify = false
    @OptionGroup var access: RegistryAccessOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if remove, !account.isEmpty { throw ValidationError("--remove takes no credential") }
        if !remove { try account.check(registries: [registry]) }
        if file == "-", account.passwordStdin {
            throw ValidationError("only one of the manifest and --password-stdin can be read from standard input")
        }
    }

    func run(_ world: World) throws {
        let manifest = EditPullSecret(file, secret: secret, world)
        // What cannot be changed is said before a store is unlocked for it.
        if file != "-" { _ = try manifest.text() }
        let credential = remove ? nil : try account.credentials(for: [registry], world).first
        if let credential {
            RegistryReport.warnOfShortLife(credential, world)
            if !noVerify { try RegistryReport.refuseRejected([credential], access.access(world), world) }
        }
        let edit = credential.map(EditPullSecret.Edit.set) ?? .remove(registry)
        let outcome =
            file == "-"
            ? try EditPullSecret.Outcome(edit, of: try standardInput(world))
            : try manifest.run(edit, isDryRun: dryRun.dryRun)
        let task = task(outcome.change, credential)
        if dryRun.dryRun {
            world.output.write(try outcome.diff(named: file))
            world.say("Would \(task) in \(OutsideText.escaped(file)).")
        } else if file == "-" {
            world.output.write(String(decoding: outcome.text.bytes, as: UTF8.self))
        } else {
            world.say("Done: \(task) in \(OutsideText.escaped(file)).")
        }
    }

    private func standardInput(_ world: World) throws -> PullSecretText {
        let bytes = try world.readFile("-", limit: PullSecretInspection.maximumSize)
        return try PullSecretText(bytes, source: World.sourceName("-"), secret: secret)
    }

    private func task(_ change: PullSecretText.Change, _ credential: RegistryCredential?) -> String {
        let server = OutsideText.quoted(registry)
        let place = change.secrets == 1 ? "" : " of \(change.secrets) secrets"
        guard let credential else { return "remove registry \(server)\(place)" }
        let user = OutsideText.quoted(credential.username)
        return change.isNew
            ? "add registry \(server) with user \(user)" : "change registry \(server)\(place) to user \(user)"
    }
}
