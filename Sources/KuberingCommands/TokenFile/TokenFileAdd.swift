// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering token-file add`.
struct TokenFileAdd: KuberingCommand {
    static let examples = [
        Example("token-file add tokens.csv jane --group dev --group ops", "A user in two groups."),
        Example("token-file add tokens.csv jane", "Another token for the same user, uid and groups."),
    ]
    static let configuration = configured(
        "add", "Add a user with a new random token.",
        discussion: """
            The file is made when it is not there, for you alone. A user who has a token gets another one beside it, with the \
            same uid and groups unless you name others; token-file remove --older takes the first one out later.
            """)

    @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
    var file: String
    @Argument(
        help: ArgumentHelp("The user's name, as the cluster will see it.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.tokenUsers(prefix, words) })
    var user: String
    @Option(help: "The user's uid; random without it.")
    var uid: String?
    @Option(
        parsing: .singleValue, help: "A group of the user; may be repeated.",
        completion: .custom { words, _, prefix in Candidates.tokenGroups(prefix, words) })
    var group: [String] = []
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        let outcome = try EditTokenFile(file, world, isDryRun: dryRun.dryRun).add(
            user, uid: uid, groups: group.isEmpty ? nil : group, randomBytes: world.randomBytes)
        if dryRun.dryRun { return world.output.write(outcome.diff) }
        world.warn(of: outcome.file, named: file)
        let path = OutsideText.escaped(file)
        for row in outcome.rows {
            let groups = row.groups.map { OutsideText.escaped($0) }.joined(separator: ", ")
            world.say(
                "\(outcome.isNew ? "Made \(path) with" : "Added to \(path):") user \(OutsideText.quoted(row.name)), "
                    + "uid \(OutsideText.escaped(row.uid))\(groups.isEmpty ? "" : ", groups \(groups)").")
        }
        world.say(
            "The API server knows the token once it is started again. To use it here: \(Kubering.programName) token-file "
                + "import --cluster CLUSTER \(ShellQuoting.quoted(file)) \(user.hasPrefix("-") ? "-- " : "")"
                + ShellQuoting.quoted(user))
    }
}
