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

    @Test func aBrokenFileIsSaidOnStandardError() throws {
        let result = try FakeWorld.run(["prompt"], kubeconfig: "[")
        #expect(result.output == "" && result.errors.hasPrefix("error: ") && result.status == 1)
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
        world.context.environment["NO_COLOR"] = "1"
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
