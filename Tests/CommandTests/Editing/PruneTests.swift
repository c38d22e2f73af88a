// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering prune`, in process, on two files of KUBECONFIG.
@Suite struct PruneTests {
    static let first = """
        contexts:
        # leads somewhere
        - name: good
          context: {cluster: c, user: u}
        # nobody
        - name: bad
          context: {cluster: gone, user: lonely}
        - {name: no-user, context: {cluster: c, user: nobody}}
        - {name: anonymous, context: {cluster: c}}
        current-context: bad # here

        """
    static let second = """
        clusters:
        - {name: c, cluster: {server: "https://c"}}
        # spare
        - name: old
          cluster: {server: "https://old"}
        users:
        - {name: u, user: {token: t}}
        - {name: lonely, user: {token: t}}
        contexts:
        - {name: shadowed, context: {cluster: c, user: u}}
        - {name: good, context: {cluster: gone, user: u}}
        current-context: nowhere

        """

    static let sentences = """
        VERB context "bad" from a: its cluster "gone" does not exist.
        VERB context "no-user" from a: its user "nobody" does not exist.
        VERB context "good" from b: its cluster "gone" does not exist.
        VERB cluster "old" from b: no context uses it.
        VERB user "lonely" from b: no context uses it.
        VERB current-context "bad": there is no such context.
        VERB current-context "nowhere": there is no such context.

        """

    private static func sentences(_ verb: String) -> String {
        sentences.split(separator: "VERB", omittingEmptySubsequences: false).joined(separator: verb)
    }

    private func world(_ list: String = "a:b") throws -> FakeWorld {
        let world = try FakeWorld()
        world.value.environment["KUBECONFIG"] = list
        try world.folder.write(Self.first, to: "a")
        try world.folder.write(Self.second, to: "b")
        return world
    }

    private func texts(_ world: FakeWorld) throws -> [String] {
        try ["a", "b"].map {
            String(decoding: try FileSnapshot.read(world.folder.path + "/" + $0, limit: 1 << 20).bytes, as: UTF8.self)
        }
    }

    @Test func whatLeadsNowhereGoes() throws {
        let world = try world()
        #expect(world.run(["prune"]) == CommandResult(errors: Self.sentences("Deleted")))
        #expect(
            try texts(world) == [
                """
                contexts:
                # leads somewhere
                - name: good
                  context: {cluster: c, user: u}
                - {name: anonymous, context: {cluster: c}}
                current-context: "" # here

                """,
                """
                clusters:
                - {name: c, cluster: {server: "https://c"}}
                users:
                - {name: u, user: {token: t}}
                contexts:
                - {name: shadowed, context: {cluster: c, user: u}}
                current-context: ""

                """,
            ])
    }

    @Test func afterThatThereIsNothingToDo() throws {
        let world = try world()
        #expect(world.run(["prune", "-q"]) == CommandResult())
        let texts = try texts(world)
        let next = try FakeWorld()
        next.value.environment["KUBECONFIG"] = world.folder.path + "/a:" + world.folder.path + "/b"
        #expect(next.run(["prune"]) == CommandResult(errors: "Everything leads somewhere and is used.\n"))
        #expect(try self.texts(world) == texts)
    }

    @Test func dryRunShowsIt() throws {
        let world = try world()
        let result = world.run(["prune", "--dry-run"])
        #expect(result.errors == Self.sentences("Would delete") && result.status == 0)
        #expect(result.output.contains("\n-current-context: nowhere\n+current-context: \"\"\n"))
        #expect(try texts(world) == [Self.first, Self.second])
    }

    @Test func withAFileMissingNobodyKnows() throws {
        let world = try world("a:b:c")
        let words = "c is not there, and may hold or use what seems to lead nowhere; take it out of KUBECONFIG"
        #expect(world.run(["prune"]) == CommandResult(errors: "error: \(words)\n", status: 1))
        #expect(try texts(world) == [Self.first, Self.second])
    }

    @Test(arguments: [true, false])
    func asksAtATerminal(_ answer: Bool) throws {
        let world = try world()
        world.value.prompter = AnsweringPrompter(answer)
        let result = world.run(["prune"])
        let end = answer ? Self.sentences("Deleted") : "Nothing was deleted.\n"
        #expect(result == CommandResult(errors: Self.sentences("Would delete") + end, status: answer ? 0 : 1))
        #expect((try texts(world) == [Self.first, Self.second]) == !answer)
    }
}
