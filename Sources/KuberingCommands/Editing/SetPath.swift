// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSystem
import KuberingWorkflows

struct SetPath: KuberingCommand {
    static let examples = [
        Example("set contexts.prod.namespace web", "One field of a context."),
        Example("set users.jane.exec.env.AWS_PROFILE work", "A variable of a plugin, by its name."),
        Example("set 'users.jane.exec.args[+]' -- --verbose", "One more argument for a plugin."),
        Example("set 'users.jane.as-groups' '[dev,ops]'", "A whole list."),
        Example("set 'clusters.\"a.server\".proxy-url' socks5://proxy:1080", "A name that looks like a path."),
        Example("set users.bot.token --value-stdin", "A secret, from standard input."),
    ]
    static let configuration = configured(
        "set", "Set any field of the kubeconfig by its path.",
        discussion: """
            A path is that of kubectl config set: clusters, users or contexts, then the name of an entry, which is made when it \
            does not exist, then a field. The name ends where a field begins, or stands in double quotes. Items of lists are \
            [0], [1] or by their name, and [+] is one more. Lists, mappings and extensions are given as YAML or JSON, \
            certificates in base64 or with --set-raw-bytes as they are. Tokens, passwords and keys are no arguments, since \
            others can read those.
            """)

    @Argument(
        help: ArgumentHelp("The field.", valueName: "path"),
        completion: .custom { words, _, prefix in Candidates.paths(prefix, words) })
    var path: String
    @Argument(
        help: "What it gets.", completion: .custom { words, _, prefix in Candidates.values(prefix, words) })
    var value: String?
    @Flag(help: "Read the value from standard input.")
    var valueStdin = false
    @Flag(help: "Take the value of a field that holds bytes as it is, not as base64.")
    var setRawBytes = false
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func validate() throws {
        if valueStdin == (value != nil) {
            throw ValidationError(valueStdin ? "a value and --value-stdin exclude each other" : "a value is missing")
        }
        if value?.isEmpty == true {
            throw ValidationError("an empty value sets nothing; to remove a field: kubering unset PATH")
        }
    }

    func run(_ world: World) throws {
        let path = try FieldPath(parsing: path)
        if path.isSecret, !valueStdin {
            throw UsageError(
                "\(OutsideText.quoted(self.path)) is a secret, and others can read arguments; use --value-stdin")
        }
        let value = try path.value(from: bytes(for: path, world), isRaw: setRawBytes)
        let outcome = try SetField(kubeconfig.location(world)).set(path, to: value, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for clause in outcome.warnings { world.warn(clause) }
        if dryRun.dryRun { return }
        if outcome.isNew, case .entry(let kind, let name) = path.root {
            world.say(kind.sentence(name, isNew: true, isChanged: true))
        }
        let name = OutsideText.escaped(path.text)
        world.say(outcome.changes.isEmpty ? "\(name) is like that already." : "Set \(name).")
        try world.report(LostBindings(before: outcome.before))
    }

    private func bytes(for path: FieldPath, _ world: World) throws -> SecretBytes {
        if let value { return SecretBytes(Array(value.utf8)) }
        if world.input.isTerminal { world.errors.writeLine("Type the value, then Ctrl-D:") }
        let isWhole = setRawBytes && path.isBytes
        return try isWhole ? world.input.readToEnd(limit: 1 << 20) : world.input.readSecretLine()
    }
}
