// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCommands
import KuberingSystem
import KuberingTestSupport
import Synchronization
import Testing

/// Notes what is asked, and says no.
private final class NotingPrompter: Prompter {
    private let noted = Mutex<[String]>([])

    var questions: [String] { noted.withLock { $0 } }

    let canAsk = true

    func confirm(_ question: String) throws -> Bool {
        noted.withLock { $0.append(question) }
        return false
    }

    func readSecret(_ prompt: String) throws -> SecretBytes { SecretBytes([]) }
}

/// A cluster gets another address: who is told, and how its users' stored credentials follow.
@Suite struct RebindCommandTests {
    static let newID = String(repeating: "5b", count: 16)
    static let lost =
        "warning: the stored credential of user \"bot\" is for the cluster as it was, and is not given out now; "
        + "if the change is right: kubering credential rebind bot\n"

    private func run(_ arguments: [String], in world: FakeWorld) -> CommandResult {
        HelperWorld.run(arguments, in: world)
    }

    /// A world with a stored token, and the cluster at another address than it is for.
    private func moved() throws -> FakeWorld {
        let world = try HelperWorld.make(MoveCommandTests.before)
        #expect(run(["credential", "move", "bot", "--to", "helper:test"], in: world).status == 0)
        #expect(
            run(["cluster", "set", "prod", "--server", "https://10.0.0.2:6443"], in: world)
                == CommandResult(errors: "Cluster \"prod\" changed.\n" + Self.lost))
        world.value.randomBytes = { [UInt8](repeating: 0x5B, count: $0) }
        return world
    }

    @Test func whoLosesACredentialIsTold() throws {
        let world = try HelperWorld.make(MoveCommandTests.before)
        #expect(run(["credential", "move", "bot", "--to", "helper:test"], in: world).status == 0)
        let server = ["set", "clusters.prod.server"]
        #expect(
            run(server + ["https://10.0.0.2:6443"], in: world)
                == CommandResult(errors: "Set clusters.prod.server.\n" + Self.lost))
        // Back again, in another spelling of the same address.
        #expect(run(server + ["https://10.0.0.1:6443/"], in: world).status == 0)
        #expect(
            run(["unset", "clusters.prod.server"], in: world)
                == CommandResult(errors: "Removed clusters.prod.server.\n" + Self.lost))
        #expect(run(server + ["https://10.0.0.1:6443"], in: world).errors == "Set clusters.prod.server.\n")
        #expect(run(["unset", "contexts.prod"], in: world) == CommandResult(errors: "Removed contexts.prod.\n"))
    }

    @Test func theCredentialFollows() throws {
        let world = try moved()
        #expect(
            run(["credential", "rebind", "bot"], in: world)
                == CommandResult(errors: "error: say --yes: nobody can be asked here\n", status: 64))
        #expect(HelperWorld.items(world) == [MoveCommandTests.id])
        let before = try world.kubeconfig
        #expect(
            run(["credential", "rebind", "bot", "--yes"], in: world)
                == CommandResult(
                    errors: "Bound the credential of user \"bot\" to \"https://10.0.0.2:6443\", and to nothing else.\n")
        )
        #expect(HelperWorld.items(world) == [Self.newID])
        #expect(
            try world.kubeconfig
                == before.replacing(MoveCommandTests.id, with: Self.newID)
                .replacing("server: https://10.0.0.1:6443", with: "server: https://10.0.0.2:6443"))
        #expect(
            run(["credential", "rebind", "bot", "--yes"], in: world)
                == CommandResult(errors: "The credential of user \"bot\" is for its cluster as it is already.\n"))
    }

    @Test func whatWouldChangeIsAsked() throws {
        let world = try moved()
        #expect(run(["cluster", "set", "prod", "--tls-server-name", "api"], in: world).status == 0)
        let prompter = NotingPrompter()
        world.value.prompter = prompter
        #expect(
            run(["credential", "rebind", "bot"], in: world)
                == CommandResult(errors: "Nothing was changed.\n", status: 1))
        #expect(
            prompter.questions == [
                "The credential of user \"bot\" is for \"https://10.0.0.1:6443\". Shall it be for \"https://10.0.0.2:6443\", "
                    + "with another tls-server-name, as cluster \"prod\" says?"
            ])
        #expect(HelperWorld.items(world) == [MoveCommandTests.id])
    }

    @Test func otherUsersHaveNothingToRebind() throws {
        let world = try HelperWorld.make(MoveCommandTests.before)
        #expect(
            run(["credential", "rebind", "bot", "--yes"], in: world)
                == CommandResult(
                    errors:
                        "error: user \"bot\" has its credential in the kubeconfig, where it is bound to no cluster\n",
                    status: 1))
        #expect(run(["credential", "rebind", "nobody", "--yes"], in: world).status == 2)
    }

    @Test func checkAndStatusFindIt() throws {
        let world = try moved()
        let check = ["check", "--rule", "credential-for-another-server", "--rule", "removed-credential"]
        #expect(
            run(check, in: world)
                == CommandResult(
                    output: """
                        ~/.kube/config:12:7: error: the credential of user "bot" is for "https://10.0.0.1:6443" only, \
                        and a context uses it with "https://10.0.0.2:6443" [credential-for-another-server]
                            if the cluster has really got that address: kubering credential rebind bot

                        """, errors: "1 error in 1 file.\n", status: 1))
        #expect(run(["use", "prod"], in: world).status == 0)
        #expect(
            run(["status"], in: world).errors
                == "warning: the user's credential is for \"https://10.0.0.1:6443\" only; if the cluster has moved: "
                + "kubering credential rebind bot\n")
        #expect(run(["credential", "remove", "bot", "--yes"], in: world).status == 0)
        #expect(
            run(check, in: world).output.contains(
                "error: the credential of user \"bot\" is not in its store any more, and kubectl cannot sign in [removed-credential]"
            ))
        #expect(run(["status"], in: world).errors == "warning: the user's credential is not in its store any more\n")
    }

    /// A credential is for one cluster: that one more uses it is said, and nobody is sent to what refuses it.
    @Test func oneMoreClusterIsNoMove() throws {
        let world = try HelperWorld.make(MoveCommandTests.before)
        #expect(run(["credential", "move", "bot", "--to", "helper:test"], in: world).status == 0)
        #expect(run(["cluster", "set", "lab", "--server", "https://10.0.0.9:6443"], in: world).status == 0)
        let obstacle =
            "user \"bot\" is used with the clusters \"prod\" and \"lab\", and a stored credential is for one of them only: give the "
            + "contexts of the other another user\n"
        #expect(
            run(["context", "set", "bot-lab", "--cluster", "lab", "--user", "bot"], in: world).errors.contains(
                "warning: " + obstacle))
        #expect(
            run(["check", "--rule", "credential-for-another-server"], in: world).output.hasSuffix(
                "    give that context another user with: kubering context set CONTEXT --user USER\n"))
        #expect(run(["use", "bot-lab"], in: world).status == 0)
        #expect(
            run(["status"], in: world).errors
                == "warning: the user's credential is for \"https://10.0.0.1:6443\" only; give this context another user with: "
                + "kubering context set bot-lab --user USER\n")
        #expect(
            run(["credential", "rebind", "bot", "--yes"], in: world)
                == CommandResult(errors: "error: " + obstacle, status: 1))
    }

    /// An undo must not take back an earlier change instead.
    @Test func undoStopsAtAMove() throws {
        let world = try HelperWorld.make(MoveCommandTests.before)
        #expect(run(["context", "rename", "jane", "joan"], in: world).status == 0)
        #expect(run(["credential", "move", "bot", "--to", "helper:test"], in: world).status == 0)
        let moved = try world.kubeconfig
        #expect(
            run(["undo"], in: world)
                == CommandResult(
                    errors:
                        "error: change 2 (credential move) cannot be taken back: it moved a credential, and the history keeps "
                        + "none; earlier changes are taken back by their number, see: kubering history\n", status: 1))
        #expect(try world.kubeconfig == moved)
        #expect(run(["history"], in: world).output.contains("stuck: moved a credential"))
        #expect(run(["undo", "1"], in: world).status == 0)
        #expect(try world.kubeconfig == moved.replacing("name: joan", with: "name: jane"))
    }
}
