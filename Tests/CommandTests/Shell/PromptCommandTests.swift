// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering prompt`, in process.
@Suite struct PromptCommandTests {
    @Test(arguments: [
        (["prompt"], CommandResult(output: "staging:web\n")),
        (["prompt", "--format", "{cluster}/{user}[ {ends}][ {depth}]"], CommandResult(output: "staging/jane\n")),
        (
            ["prompt", "--format", "{"],
            CommandResult(errors: "error: the prompt's format: a { is not closed\n", status: 64)
        ),
    ])
    func printsOneLine(_ arguments: [String], _ expected: CommandResult) throws {
        #expect(try FakeWorld.run(arguments) == expected)
    }

    @Test(arguments: ["", "apiVersion: v1\n", "current-context: ''\n"])
    func withoutAContextThereIsNothing(_ kubeconfig: String) throws {
        #expect(try FakeWorld.run(["prompt"], kubeconfig: kubeconfig) == CommandResult())
        #expect(try FakeWorld().run(["prompt"]) == CommandResult())
    }

    @Test func aContextThatIsNotThereIsShown() throws {
        #expect(try FakeWorld.run(["prompt"], kubeconfig: "current-context: gone") == CommandResult(output: "gone:?\n"))
    }

    @Test(arguments: ["[", "current-context: a\ncontexts: [{name: a, context: 1}]\n"])
    func aBrokenKubeconfigIsSaidInTheLine(_ kubeconfig: String) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(kubeconfig)
        #expect(world.runOne(["prompt"]) == CommandResult(output: "kubering: broken kubeconfig\n"))
        #expect(
            world.runOne(["prompt", "--shell", "bash"])
                == CommandResult(output: "\u{1}\u{1B}[31m\u{2}kubering: broken kubeconfig\u{1}\u{1B}[0m\u{2}\n"))
        #expect(world.runOne(["status"]).errors.hasPrefix("error: ~/.kube/config"))
    }

    @Test(arguments: ["colour: red", "prompt-format: '{'"])
    func brokenSettingsAreSaidInTheLine(_ text: String) throws {
        let world = try SettingsTests.world(text)
        #expect(world.runOne(["prompt"]) == CommandResult(output: "kubering: broken settings\n"))
        #expect(world.runOne(["status"]).errors.contains("/config.yaml:1:"))
    }

    @Test func coloursAreWrittenForAnyProgramThatIsToHaveThem() throws {
        let world = try SettingsTests.world("protected-contexts: [staging]")
        let red = CommandResult(output: "\u{1B}[31mstaging:web\u{1B}[0m\n")
        #expect(world.runOne(["prompt", "--color"]) == red)
        #expect(world.runOne(["prompt", "--color", "--kubeconfig", world.folder.path + "/.kube/config"]) == red)
        #expect(world.runOne(["prompt"]) == CommandResult(output: "staging:web\n"))
        world.value.environment["CLICOLOR_FORCE"] = "1"
        #expect(world.runOne(["prompt"]) == red)
        world.value.environment["NO_COLOR"] = "1"
        #expect(world.runOne(["prompt"]) == CommandResult(output: "staging:web\n"))
        // What is said for one call goes before what is said for all.
        #expect(world.runOne(["prompt", "--color"]) == red)
    }

    @Test func aProtectedContextIsRedWhereColourIsWritten() throws {
        let kubeconfig = """
            current-context: prod
            contexts:
            - name: prod
              context: {extensions: [{name: kubering/protected, extension: true}]}
            """
        #expect(
            try FakeWorld.run(["prompt", "--shell", "fish"], kubeconfig: kubeconfig).output
                == "\u{1B}[31mprod:default\u{1B}[0m\n")
        #expect(try FakeWorld.run(["prompt"], kubeconfig: kubeconfig).output == "prod:default\n")
        let world = try FakeWorld()
        try world.writeKubeconfig(kubeconfig)
        world.value.environment["NO_COLOR"] = "1"
        #expect(world.run(["prompt", "--shell", "fish", "--format", "{protected}{alert}"]).output == "!\n")
    }

    @Test(arguments: [
        (1_798_000_000.0, "33m"), (1_796_700_000, ""), (1_797_900_000, "1d"), (1_797_970_000, "8h"),
        (1_798_010_000, "ended"),
    ])
    func whatEndsSoonIsSaid(_ time: Double, _ expected: String) throws {
        // The facts of a credential in a store are in the kubeconfig: nothing is unlocked.
        let kubeconfig = """
            current-context: a
            contexts: [{name: a, context: {user: u}}]
            users:
            - name: u
              user:
                exec: {apiVersion: client.authentication.k8s.io/v1, command: kubering, args: [credential, get, "5f"], interactiveMode: Never}
                extensions:
                - name: kubering/credential
                  extension: {id: "5f", kind: client-certificate, store: vault, notAfter: "2026-12-23T05:00:00Z"}
            """
        let world = try FakeWorld()
        try world.writeKubeconfig(kubeconfig)
        world.setTime(time)
        #expect(world.run(["prompt", "--format", "{ends}"]).output == expected + "\n")
    }
}
