// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCommands

/// The flags that every command takes.
@Suite struct CommonFlagsTests {
    @Test(arguments: [
        (["use", "prod"], ["use", "prod"], false, false),
        (["-q", "use", "prod"], ["use", "prod"], true, false),
        (["use", "--quiet", "prod", "--no-color"], ["use", "prod"], true, true),
        (["use", "--", "-q"], ["use", "--", "-q"], false, false),
        (["exec", "a", "-q", "--", "grep", "-q"], ["exec", "a", "--", "grep", "-q"], true, false),
        (["exec", "a", "--command", "grep", "-q"], ["exec", "a", "--command", "grep", "-q"], false, false),
        (["user", "set", "u", "--exec-arg", "-q"], ["user", "set", "u", "--exec-arg", "-q"], false, false),
        (["---complete", "use", "-q"], ["---complete", "use", "-q"], false, false),
    ])
    func standAnywhereBeforeTheDashes(_ words: [String], _ rest: [String], _ isQuiet: Bool, _ isColorless: Bool) {
        let flags = CommonFlags(words)
        #expect(flags.rest == rest)
        #expect(flags.isQuiet == isQuiet)
        #expect(flags.isColorless == isColorless)
    }

    /// What was done is not said; that it could not be done, and what is odd about it, is.
    @Test(arguments: [
        (["use", "jane@prod", "-q"], CommandResult()),
        (["--quiet", "ns", "x"], CommandResult()),
        (["use", "--unset", "-q"], CommandResult()),
        (["context", "rename", "staging", "-q", "x"], CommandResult()),
        (["context", "copy", "staging", "x", "--quiet"], CommandResult()),
        (["context", "delete", "jane@prod", "--yes", "-q"], CommandResult()),
        (["cluster", "set", "new", "--server", "https://x", "-q"], CommandResult()),
        (["set", "users.jane.username", "x", "-q"], CommandResult()),
        (["unset", "users.jane.token", "-q"], CommandResult()),
        (["current", "-q"], CommandResult(output: "staging\n")),
        (
            ["context", "set", "x", "--cluster", "gone", "-q"],
            CommandResult(errors: "warning: no cluster named \"gone\"; see: kubering list clusters\n")
        ),
    ])
    func quietSaysNothingOfWhatWasDone(_ arguments: [String], _ expected: CommandResult) throws {
        #expect(try FakeWorld.run(arguments) == expected)
    }

    @Test func quietKeepsErrors() throws {
        let loud = try FakeWorld.run(["use", "nowhere"])
        #expect(loud.status == 2 && loud.errors.hasPrefix("error: "))
        #expect(try FakeWorld.run(["use", "nowhere", "-q"]) == loud)
    }

    @Test func withoutColourThePromptHasNoneEither() throws {
        let format = ["prompt", "--shell", "fish", "--format", "{red}{context}{reset}"]
        #expect(try FakeWorld.run(format).output == "\u{1B}[31mstaging\u{1B}[0m\n")
        #expect(try FakeWorld.run(format + ["--no-color"]).output == "staging\n")
    }
}
