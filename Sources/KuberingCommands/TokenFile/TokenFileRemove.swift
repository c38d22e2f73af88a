// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets
import KuberingSystem
import KuberingWorkflows

/// The command `kubering token-file remove`.
struct TokenFileRemove: KuberingCommand {
    static let examples = [
        Example("token-file remove tokens.csv jane", "Take all tokens of a user out."),
        Example("token-file remove tokens.csv jane --older", "Keep her last token only."),
    ]
    static let configuration = configured("remove", "Take users or their older tokens out of a file.")

    @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
    var file: String
    @Argument(
        help: ArgumentHelp("The users.", valueName: "user"),
        completion: .custom { words, _, prefix in Candidates.tokenUsers(prefix, words) })
    var users: [String]
    @Flag(help: "Keep the last token of each user.")
    var older = false
    @OptionGroup var confirmation: DeletionConfirmationOption
    @OptionGroup var dryRun: DryRunOption

    func run(_ world: World) throws {
        if !dryRun.dryRun, confirmation.isNeeded(world) {
            let plan = try EditTokenFile(file, world, isDryRun: true).remove(users, onlyOlder: older)
            let count = plan.rows.count
            if count > 0 {
                try world.confirm("Remove \(count) token\(count == 1 ? "" : "s")?", orSay: "Nothing was removed.")
            }
        }
        let outcome = try EditTokenFile(file, world, isDryRun: dryRun.dryRun).remove(users, onlyOlder: older)
        if dryRun.dryRun { return world.output.write(outcome.diff) }
        world.warn(of: outcome.file, named: file)
        for row in outcome.rows {
            world.say("Removed a token of user \(OutsideText.quoted(row.name)), line \(row.line).")
        }
        world.say(
            outcome.rows.isEmpty
                ? "Nothing to remove." : "The API server takes what was removed until it is started again.")
    }
}
