// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// Whether a command goes on without a question.
///
/// What cannot be taken back, and what somebody must have seen before it is done, needs an answer or `--yes`: where nobody
/// can be asked it is refused (``ask(_:orSay:_:)``). What deletes that which was named - `delete`, `prune`, `token-file
/// remove` - asks at a terminal only (``asksAtTerminal(_:)``): scripts call it as they call `kubectl config delete-context`,
/// which asks nothing, and `kubering undo` brings entries back.
struct ConfirmationOption: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
    var yes = false

    /// Goes on only when somebody agrees, or has agreed with `--yes`.
    ///
    /// - Throws: ``UsageError`` when nobody can be asked; `ExitCode` when the answer is no.
    func ask(_ question: String, orSay refusal: String, _ world: CommandContext) throws {
        guard !yes else { return }
        guard world.prompter.canAsk else { throw UsageError("say --yes: nobody can be asked here") }
        try world.confirm(question, orSay: refusal)
    }

    /// Whether there is a question to be asked by a command that goes on where nobody can be.
    func asksAtTerminal(_ world: CommandContext) -> Bool { !yes && world.prompter.canAsk }
}

extension CommandContext {
    /// Asks, and goes on only when the answer is yes; call it where somebody can be asked.
    ///
    /// - Throws: `ExitCode` when the answer is no, after saying what was not done.
    func confirm(_ question: String, orSay refusal: String) throws {
        guard try prompter.confirm(question) else {
            say(refusal)
            throw ExitCode(ExitStatus.failed.rawValue)
        }
    }
}
