// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem

/// Whether a command that needs an answer goes on without one.
///
/// What cannot be taken back, and what somebody must have seen before it is done, is refused where nobody can be asked and
/// `--yes` was not said. What deletes that which was named is not: see ``DeletionConfirmationOption``.
struct ConfirmationOption: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
    var yes = false

    /// Goes on only when somebody agrees, or has agreed with `--yes`.
    ///
    /// - Throws: ``UsageError`` when nobody can be asked; `ExitCode` when the answer is no.
    func ask(_ question: String, orSay refusal: String, _ world: World) throws {
        guard !yes else { return }
        guard world.prompter.canAsk else { throw UsageError("say --yes: nobody can be asked here") }
        try world.confirm(question, orSay: refusal)
    }
}

/// Whether a command that deletes what was named asks before it does.
///
/// It does so at a terminal only: scripts call it as they call `kubectl config delete-context`, which asks nothing, and what
/// goes from a kubeconfig `kubering undo` brings back.
struct DeletionConfirmationOption: ParsableArguments {
    @Flag(
        name: [.customShort("y"), .long],
        help: "Do not ask; without a terminal it is only needed for protected contexts.")
    var yes = false

    /// Whether ``World/confirm(_:orSay:)`` is to be called.
    func isNeeded(_ world: World) -> Bool { !yes && world.prompter.canAsk }
}

extension World {
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
