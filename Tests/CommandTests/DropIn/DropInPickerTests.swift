// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// kubectx and kubens at a terminal, with a program in the place of fzf (rule S-11).
@Suite struct DropInPickerTests {
    /// A world whose output is a terminal, with an fzf that notes how it was called and chooses a line.
    private func world(choosing line: String) throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        world.value.output = TextOutput(capturing: (), isTerminal: true)
        try Directory.create(world.folder.path + "/bin", mode: 0o700)
        try world.folder.write(
            "#!/bin/sh\n{ echo \"$* $_KUBECTX_FORCE_COLOR\"; cat; } >$HOME/asked\necho '\(line)'\n", to: "bin/fzf",
            mode: 0o700)
        world.value.environment["PATH"] = world.folder.path + "/bin:/usr/bin:/bin"
        world.value.environment["_MOCK_NAMESPACES"] = "1"
        return world
    }

    private func asked(in world: FakeWorld) throws -> String? {
        try PrivateFile(world.folder.path + "/asked").read().map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func fzfIsGivenTheListAndItsChoiceIsSwitchedTo() throws {
        let world = try world(choosing: #"prod\u{1B}[31m"#)
        let result = world.run([], as: "kubectx")
        #expect(result == CommandResult(errors: "✔ Switched to context \"prod\\u{1B}[31m\".\n"))
        #expect(
            try asked(in: world)
                == "--ansi --no-preview 1\njane@prod\nprod\\u{1B}[31m\n\u{1B}[32;1mstaging\u{1B}[0m\n")
    }

    @Test func nothingChosenIsAnError() throws {
        let result = try world(choosing: "").run([], as: "kubectx")
        #expect(result == CommandResult(errors: "error: you did not choose any of the options\n", status: 1))
    }

    @Test func deletesWhatWasChosen() throws {
        let world = try world(choosing: "jane@prod")
        #expect(world.run(["-d"], as: "kubectx") == CommandResult(errors: "✔ Deleted context jane@prod.\n"))
    }

    @Test func theChosenNamespaceIsAnnouncedWithAFullStop() throws {
        let world = try world(choosing: "ns2")
        #expect(world.run([], as: "kubens") == CommandResult(errors: "✔ Active namespace is \"ns2\".\n"))
        #expect(try asked(in: world) == "--ansi --no-preview 1\nns1\nns2\n")
    }

    @Test(arguments: ["kubectx", "kubens"])
    func theVariableTurnsItOff(_ program: String) throws {
        let world = try world(choosing: "x")
        world.value.environment["KUBECTX_IGNORE_FZF"] = "1"
        #expect(world.run([], as: program).status == 0)
        #expect(try asked(in: world) == nil)
    }

    @Test(arguments: [
        ("kubectx", CommandResult(errors: "warning: kubeconfig file not found\n")),
        ("kubens", CommandResult(errors: "warning: kubeconfig file not found\n")),
    ])
    func withoutAFileThereIsOnlyAWarning(_ program: String, _ expected: CommandResult) throws {
        let world = try world(choosing: "x")
        world.value.environment["KUBECONFIG"] = "/nonexistent"
        #expect(world.run([], as: program) == expected)
    }

    @Test func withoutContextsThereIsNothingToPick() throws {
        let world = try world(choosing: "x")
        try world.writeKubeconfig("apiVersion: v1\n")
        #expect(
            world.run([], as: "kubectx")
                == CommandResult(errors: "error: no contexts found in the kubeconfig file\n", status: 1))
    }
}
