// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingRegistry
import KuberingSystem
import KuberingYAML

/// The command `kubering pull-secret update`.
struct PullSecretUpdate: ContextCommand {
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
            The entry is found by any spelling of the registry and keeps its own; a registry that is not there is added. A \
            manifest from standard input is printed to standard output.
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
    @Flag(name: .long, help: "Say what would change, and change nothing.")
    var dryRun = false

    func validate() throws {
        if remove, !account.isEmpty { throw ValidationError("--remove takes no credential") }
        if !remove { try account.check(registries: [registry]) }
        if file == "-", account.passwordStdin {
            throw ValidationError("only one of the manifest and --password-stdin can be read from standard input")
        }
    }

    func run(_ context: CommandContext) throws {
        let credential = remove ? nil : try account.credentials(for: [registry], context).first
        if let credential { RegistryReport.warnOfShortLife(credential, context) }
        let absolute = LexicalPath.absolute(file, in: context.workingDirectory)
        let lock =
            file == "-" || dryRun ? nil : try LockFile.acquire(beside: absolute, wait: .seconds(10))
        defer { lock?.release() }
        let limit = PullSecretInspection.maximumSize
        var text = try PullSecretText(try context.readFile(file, limit: limit), source: file)
        let task: String
        let server = OutsideText.quoted(registry)
        if let credential {
            let keys = try text.set(credential)
            let user = OutsideText.quoted(credential.username)
            task =
                keys.isEmpty ? "add registry \(server) with user \(user)" : "change registry \(server) to user \(user)"
        } else {
            try text.remove(registry)
            task = "remove registry \(server)"
        }
        if file == "-" {
            context.output.write(text.text.string)
        } else if dryRun {
            context.say("Would \(task) in \(OutsideText.escaped(file)).")
        } else {
            try AtomicReplacement.replace(absolute) { write throws(FileError) in
                try text.text.forEachSegment(write)
            }
            context.say("Done: \(task) in \(OutsideText.escaped(file)).")
        }
    }
}
