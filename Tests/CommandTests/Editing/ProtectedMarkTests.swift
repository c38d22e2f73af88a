// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `context set --protected` and `--no-protected`: the mark of a protected context.
@Suite struct ProtectedMarkTests {
    private static let flow = "current-context: b\ncontexts:\n- {name: a, context: {cluster: c, user: u}} # kept\n"
    private static let block = """
        contexts:
        - name: a   # kept
          context:
            cluster: c
            # of the user
            user: u
        current-context: b

        """
    private static let done = CommandResult(errors: "Context \"a\" changed.\n")
    private static let refusal = CommandResult(
        errors: "error: context \"a\" is protected: nothing was done; say --yes\n", status: 1)

    @Test(arguments: [flow, block, "{\"contexts\": [{\"name\": \"a\", \"context\": {}}]}\n"])
    func isSetTakenAwayAndUndone(_ kubeconfig: String) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(kubeconfig)
        let run = { (words: [String]) in
            let before = world.errors.capturedText
            let status = world.run(words).status
            return CommandResult(errors: String(world.errors.capturedText.dropFirst(before.count)), status: status)
        }
        #expect(run(["context", "set", "a", "--protected"]) == Self.done)
        let marked = try world.kubeconfig
        #expect(marked.contains("kubering/protected"))
        #expect(run(["use", "a"]) == Self.refusal)
        #expect(run(["context", "set", "a", "--protected"]).errors == "Context \"a\" is like that already.\n")
        #expect(run(["context", "set", "a", "--no-protected"]) == Self.done)
        #expect(try world.kubeconfig == kubeconfig)
        #expect(run(["context", "set", "a", "--no-protected"]).errors == "Context \"a\" is like that already.\n")
        #expect(run(["undo"]).status == 0)
        #expect(try world.kubeconfig == marked)
        #expect(run(["undo"]).status == 0)
        #expect(try world.kubeconfig == kubeconfig)
        #expect(run(["use", "a"]).status == 0)
    }

    @Test func otherExtensionsStay() throws {
        let text = """
            contexts:
            - name: a
              context:
                extensions:
                - {name: other, extension: {x: 1}}   # theirs
                cluster: c

            """
        let world = try FakeWorld()
        try world.writeKubeconfig(text)
        #expect(world.run(["context", "set", "a", "--protected"]).status == 0)
        #expect(try world.kubeconfig.contains("theirs") && world.kubeconfig.contains("kubering/protected"))
        #expect(world.run(["context", "set", "a", "--no-protected"]).status == 0)
        #expect(try world.kubeconfig == text)
    }

    @Test func aMarkThatSaysFalseIsNone() throws {
        let text = { (value: String) in
            "contexts: [{name: a, context: {extensions: [{name: kubering/protected, extension: \(value)}]}}]\n"
        }
        let world = try FakeWorld()
        try world.writeKubeconfig(text("false"))
        #expect(world.run(["use", "a", "--dry-run"]).status == 0)
        #expect(world.run(["context", "set", "a", "--protected"]).status == 0)
        #expect(try world.kubeconfig == text("true"))
    }

    @Test func aNewContextCanBeProtected() throws {
        let world = try FakeWorld()
        #expect(world.run(["context", "set", "new", "--cluster", "c", "--protected", "-q"]).status == 0)
        #expect(world.run(["use", "new"]).status == 1)
    }

    @Test func kubectlKeepsIt() throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.block)
        _ = world.run(["context", "set", "a", "--protected"])
        let file = world.folder.path + "/.kube/config"
        let outcome = try TestProcess.run(
            ["kubectl", "config", "set-context", "b", "--kubeconfig", file], environment: ["HOME": world.folder.path])
        #expect(outcome.end == .exited(0))
        #expect(world.run(["use", "a"]).status == 1)
    }
}
