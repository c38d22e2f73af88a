// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering token-file import`.
struct TokenFileImport: KuberingCommand {
    static let examples = [
        Example("token-file import tokens.csv jane --cluster prod", "The context jane@prod."),
        Example("token-file import tokens.csv", "A context for every user, on the current cluster."),
    ]
    static let configuration = configured(
        "import", "Make contexts in the kubeconfig from the users of a file.",
        discussion: "Of a user with several tokens the last one is taken. The file stays as it is.")

    @Argument(help: ArgumentHelp("The file; - reads standard input.", valueName: "file"), completion: .file())
    var file: String
    @Argument(
        help: ArgumentHelp("The users; all without it.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.tokenUsers(prefix, words) })
    var users: [String] = []
    @Option(
        help: "A cluster of the kubeconfig; that of the current context without it.",
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var cluster: String?
    @Option(
        name: [.customShort("n", allowingJoined: true), .long], help: "The namespace of the new contexts.",
        completion: .custom { words, _, prefix in Candidates.namespaces(prefix, words) })
    var namespace: String?
    @OptionGroup var kubeconfig: KubeconfigOptions
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let tokens = try TokenFile(reading: world.readFile(file, limit: TokenFile.sizeLimit), named: file)
        var request = ImportStaticTokens.Request()
        (request.users, request.cluster, request.namespace) = (users, cluster, namespace)
        let outcome = try ImportStaticTokens(kubeconfig.location(world))
            .run(request, from: tokens, named: file, isDryRun: dryRun.dryRun)
        world.report(outcome.changes, isDryRun: dryRun.dryRun)
        for name in outcome.known {
            world.say("User \(OutsideText.quoted(name)) is there already, with this token.")
        }
        if dryRun.dryRun { return }
        for context in outcome.contexts {
            world.say(
                "Context \(OutsideText.quoted(context)) is ready: \(Kubering.programName) use "
                    + ShellQuoting.quoted(context))
        }
    }
}
