// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate pending remove`.
struct PendingRemove: KuberingCommand {
    static let examples = [
        Example("certificate pending remove jane", "Give a request up after a question."),
        Example("certificate pending remove jane --yes", "Give it up without one."),
    ]
    static let configuration = configured(
        "remove", "Give a request up, and delete its key.",
        discussion: "A certificate that is signed for it later is of no use to anybody.")
    @OptionGroup var argument: PendingArgument
    @OptionGroup var confirmation: ConfirmationOption

    func run(_ world: World) throws {
        let requests = PendingRequests(world)
        let pending = try requests.find(argument.user)
        let name = "request of \(OutsideText.quoted(pending.entry.user)) and its key"
        try confirmation.ask("Delete the \(name)?", orSay: "Nothing was deleted.", world)
        try requests.remove(pending)
        world.say("Deleted the \(name).")
    }
}
