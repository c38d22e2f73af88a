// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Protected contexts: nobody enters one without saying so.
@Suite struct ProtectionTests {
    /// Somebody who answers, and what was asked.
    private struct Answering: Prompter {
        let answer: Bool
        var expected = "Context \"jane@prod\" is protected. Go on?"
        var canAsk: Bool { true }
        func confirm(_ question: String) throws -> Bool {
            #expect(question == expected)
            return answer
        }
        func readSecret(_ prompt: String) throws -> SecretBytes { SecretBytes([]) }
    }

    private func world(_ settings: String? = "protected-contexts: ['*@prod']\n") throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        world.value.randomBytes = World.systemRandomBytes
        try Directory.create(world.folder.path + "/.config/kubering", mode: 0o700)
        if let settings { try world.folder.write(settings, to: ".config/kubering/config.yaml") }
        return world
    }

    static let refusal = CommandResult(
        errors: "error: context \"jane@prod\" is protected: nothing was done; say --yes\n", status: 1)

    @Test(arguments: [
        ["use", "jane@prod"], ["use", "jane"], ["jane@prod"], ["use", "jane@prod", "-n", "web"],
        ["shell", "jane@prod"],
        ["context", "delete", "jane@prod"], ["context", "delete", "*", "--prune"],
        ["env", "jane"], ["exec", "*@prod", "staging", "--", "true"], ["exec", "jane@prod", "--", "true"],
    ])
    func whereNobodyCanBeAskedItIsRefused(_ arguments: [String]) throws {
        let world = try world()
        #expect(world.run(arguments) == Self.refusal)
        #expect(try world.kubeconfig == SampleKubeconfig.text)
    }

    @Test func yesIsEnough() throws {
        #expect(
            try world().run(["use", "jane@prod", "--yes"])
                == CommandResult(errors: "Switched to context \"jane@prod\".\n"))
        #expect(try world().run(["env", "jane@prod", "--yes"]).status == 0)
        #expect(try world().run(["context", "delete", "jane@prod", "--yes"]).status == 0)
    }

    @Test(arguments: [true, false])
    func thePersonAtTheTerminalIsAsked(_ answer: Bool) throws {
        let world = try world()
        world.value.prompter = Answering(answer: answer)
        let result = world.run(["use", "jane@prod"])
        #expect(
            result
                == (answer
                    ? CommandResult(errors: "Switched to context \"jane@prod\".\n")
                    : CommandResult(errors: "Nothing was done.\n", status: 1)))
        #expect(try (world.kubeconfig == SampleKubeconfig.text) == !answer)
    }

    @Test(arguments: [
        (["jane@prod"], "Context \"jane@prod\" is protected. Delete context \"jane@prod\"?"),
        (["s*", "jane@*"], "Context \"jane@prod\" is protected. Delete context \"staging\", context \"jane@prod\"?"),
    ])
    func deletingAsksOnce(_ names: [String], _ question: String) throws {
        for answer in [true, false] {
            let world = try world()
            world.value.prompter = Answering(answer: answer, expected: question)
            let result = world.run(["context", "delete"] + names)
            #expect(result.errors.hasPrefix(answer ? "Deleted context" : "Nothing was deleted.\n"))
            #expect(try (world.kubeconfig == SampleKubeconfig.text) == !answer)
        }
    }

    @Test func aNewNameThatIsNotProtectedIsSaid() throws {
        #expect(
            try world().run(["context", "rename", "jane@prod", "p"])
                == CommandResult(
                    errors: """
                        warning: context "p" is not protected under this name; to change that: kubering context set --protected -- p
                        Context "jane@prod" renamed to "p".

                        """))
        for (old, new) in [("jane@prod", "joe@prod"), ("staging", "s")] {
            #expect(try !world().run(["context", "rename", old, new]).errors.contains("protected"))
        }
        // The mark goes with the context.
        let marked = try world()
        #expect(marked.runOne(["context", "set", "jane@prod", "--protected"]).status == 0)
        #expect(!marked.runOne(["context", "rename", "jane@prod", "p"]).errors.contains("not protected"))
        #expect(marked.runOne(["use", "p"]).status == 1)
    }

    @Test func whatEntersNothingAsksNothing() throws {
        #expect(try world().run(["use", "jane@prod", "--dry-run"]).status == 0)
        #expect(try world().run(["use", "staging"]).status == 0)
        #expect(try world().run(["use", "--unset"]).status == 0)
        #expect(try world("protected-contexts: [staging]").run(["use", "staging"]).status == 0)
        #expect(try world("protected-contexts: [staging]").run(["ns", "x"]).status == 0)
        #expect(try world("protected-contexts: [staging]").run(["staging"], as: "kubectx").status == 0)
    }

    /// It has no option to agree with, so it asks, and says what to call instead.
    @Test func kubectxAsksToo() throws {
        let world = try world()
        #expect(
            world.run(["jane@prod"], as: "kubectx")
                == CommandResult(
                    errors: "error: context \"jane@prod\" is protected; to switch without a question: "
                        + "kubering use --yes -- jane@prod\n", status: 1))
        let asked = try self.world()
        asked.value.prompter = Answering(answer: true)
        #expect(
            asked.run(["jane@prod"], as: "kubectx")
                == CommandResult(errors: "✔ Switched to context \"jane@prod\".\n"))
    }

    @Test func theMarkInTheKubeconfigIsTheSame() throws {
        let world = try world(nil)
        try world.writeKubeconfig(
            "contexts: [{name: jane@prod, context: {extensions: [{name: kubering/protected, extension: true}]}}]\n")
        #expect(world.run(["use", "jane@prod"]) == Self.refusal)
    }

    @Test func thePromptIsRedAndItsFormatIsSettled() throws {
        let settings = "protected-contexts: [staging]\nprompt-format: '{alert}{context}{reset}{protected}'\n"
        #expect(
            try world(settings).run(["prompt", "--shell", "fish"]).output == "\u{1B}[31mstaging\u{1B}[0m!\n")
        #expect(try world(settings).run(["prompt", "--format", "{user}"]).output == "jane\n")
    }

    @Test func badSettingsAreSaid() throws {
        let result = try world("protected-contexts: 1\n").run(["use", "jane@prod"])
        #expect(result.status == 1 && result.errors.contains("config.yaml:1:21"))
    }
}
