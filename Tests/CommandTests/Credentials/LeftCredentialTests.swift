// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// A user goes, and its credential stays in the store until somebody says otherwise.
@Suite struct LeftCredentialTests {
    private func run(_ words: String..., in world: FakeWorld) -> CommandResult { HelperWorld.run(words, in: world) }

    private func world() throws -> FakeWorld {
        let world = try HelperWorld.make(MoveCommandTests.before)
        #expect(run("credential", "move", "bot", "--to", "helper:test", in: world).status == 0)
        return world
    }

    private static let said =
        "The credential \(MoveCommandTests.id) of user \"bot\" is still in helper:test; to remove it: kubering credential "
        + "remove \(MoveCommandTests.id)\n"

    @Test(arguments: [["context", "delete", "prod", "--prune"], ["user", "delete", "bot", "--force"]])
    func thatItStaysIsSaid(_ words: [String]) throws {
        let world = try world()
        #expect(!HelperWorld.run(words + ["--dry-run"], in: world).errors.contains(Self.said))
        #expect(HelperWorld.run(words, in: world).errors.contains(Self.said))
        #expect(HelperWorld.items(world) == [MoveCommandTests.id])
        #expect(run("undo", in: world).status == 0)
        #expect(run("context", "delete", "jane", "--prune", in: world).errors.contains("credential") == false)
    }

    @Test func pruneSaysIt() throws {
        let world = try world()
        #expect(!run("context", "delete", "prod", in: world).errors.contains("credential"))
        #expect(run("prune", in: world).errors.contains(Self.said))
    }

    @Test func unusedOnesAreRemoved() throws {
        let world = try world()
        let nothing = CommandResult(errors: "Every credential is used.\n")
        #expect(run("credential", "remove", "--unused", "--yes", in: world) == nothing)
        #expect(run("context", "delete", "prod", "--prune", in: world).status == 0)
        #expect(
            run("credential", "remove", "--unused", in: world)
                == CommandResult(errors: "error: say --yes: nobody can be asked here\n", status: 64))
        #expect(
            run("credential", "remove", "--unused", "--yes", in: world)
                == CommandResult(errors: "Deleted the credential \(MoveCommandTests.id) of user \"bot\".\n"))
        #expect(HelperWorld.items(world) == [])
        #expect(run("credential", "remove", "--unused", "--yes", in: world) == nothing)
        #expect(run("credential", "remove", "bot", "--unused", in: world).status == 64)
        #expect(run("credential", "remove", in: world).status == 64)
    }
}
