// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What `credential move` and `credential get` say.
@Suite struct MoveCommandTests {
    static let id = String(repeating: "a5", count: 16)
    /// It ends in 2030.
    static let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjoxOTAwMDAwMDAwfQ.c2ln"
    static let before = """
        # Ours.
        clusters:
        - {name: prod, cluster: {server: "https://10.0.0.1:6443"}}
        contexts:
        - {name: prod, context: {cluster: prod, user: bot}}
        - {name: jane, context: {cluster: prod, user: jane}}
        users:
        - name: bot   # of the pipeline
          user:
            token: \(token)   # until 2030
            as: somebody
        - name: jane
          user: {username: jane, password: hunter2}

        """
    static let after = """
        # Ours.
        clusters:
        - {name: prod, cluster: {server: "https://10.0.0.1:6443"}}
        contexts:
        - {name: prod, context: {cluster: prod, user: bot}}
        - {name: jane, context: {cluster: prod, user: jane}}
        users:
        - name: bot   # of the pipeline
          user:
            as: somebody
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: /usr/bin/kubering
              args:
              - credential
              - get
              - \(id)
              interactiveMode: IfAvailable
              provideClusterInfo: true
            extensions:
            - name: kubering/credential
              extension:
                id: \(id)
                store: helper:test
                kind: token
                server: https://10.0.0.1:6443
                notAfter: "2030-03-17T17:46:40Z"
        - name: jane
          user: {username: jane, password: hunter2}

        """
    static let done = "Moved the token of user \"bot\" to helper:test as \(id), for https://10.0.0.1:6443 only.\n"

    @Test func movesAndSaysSo() throws {
        let world = try HelperWorld.make(Self.before)
        let result = world.run(["credential", "move", "bot", "--to", "helper:test"])
        #expect(result == CommandResult(errors: Self.done))
        #expect(try world.kubeconfig == Self.after)
        #expect(HelperWorld.items(world) == [Self.id])
    }

    @Test func aDryRunShowsTheDiffAndDoesNothing() throws {
        let world = try HelperWorld.make(Self.before)
        let result = world.run(["credential", "move", "?o?", "--to", "helper:test", "--dry-run"])
        #expect(result.status == 0)
        #expect(
            result.errors
                == "Would move the token of user \"bot\" to helper:test, for https://10.0.0.1:6443 only.\n")
        #expect(result.output.contains("-    token: REDACTED   # until 2030\n") && !result.output.contains(Self.token))
        #expect(try world.kubeconfig == Self.before)
        #expect(HelperWorld.items(world) == [] && !FileSnapshot.exists(world.folder.path + "/.local"))
    }

    @Test func whatStaysIsTold() throws {
        let world = try HelperWorld.make(Self.before)
        let result = world.run(["credential", "move", "--all", "--to", "helper:test"])
        #expect(
            result
                == CommandResult(
                    errors: Self.done
                        + "Nothing was moved: user \"jane\" signs in with a user name and password, which kubectl takes from "
                        + "the kubeconfig only.\n"))
    }

    /// The stores answer from the facts in the kubeconfig when kubering's own list has been lost.
    @Test(arguments: [false, true]) func getsItBack(_ isListLost: Bool) throws {
        let world = try HelperWorld.make(Self.before)
        #expect(world.run(["credential", "move", "bot", "--to", "helper:test"]).status == 0)
        if isListLost { try PrivateFile(world.folder.path + "/.local/state/kubering/credentials.json").remove() }
        let answer = try get(world, at: 1_795_000_000)
        #expect(
            answer
                == CommandResult(
                    output: """
                        {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",\
                        "status":{"expirationTimestamp":"2030-03-17T17:45:40Z","token":"\(Self.token)"}}

                        """))
    }

    /// Whether it really has ended is for the server to say, whose clock counts.
    @Test func whatHasEndedIsGivenWithAWarning() throws {
        let world = try HelperWorld.make(Self.before)
        #expect(world.run(["credential", "move", "bot", "--to", "helper:test"]).status == 0)
        #expect(
            try get(world, at: 1_900_000_001)
                == CommandResult(
                    output: """
                        {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",\
                        "status":{"token":"\(Self.token)"}}

                        """,
                    errors: """
                        warning: the token of user "bot" ended on 2030-03-17T17:46:40Z: give a new one with: kubering user set bot \
                        --token-stdin, and keep it there with: kubering credential move bot --to helper:test

                        """))
    }

    @Test func aNewTokenTakesThePlaceOfAStoredOne() throws {
        let world = try HelperWorld.make(Self.before)
        #expect(world.run(["credential", "move", "bot", "--to", "helper:test"]).status == 0)
        world.value.input = ByteInput(bytes: Array("newer-token\n".utf8))
        let set = HelperWorld.run(["user", "set", "bot", "--token-stdin"], in: world)
        #expect(set.status == 0 && set.errors.contains("is still in helper:test; to remove it: kubering"), "\(set)")
        let kubeconfig = try world.kubeconfig
        #expect(kubeconfig.contains("token: newer-token") && !kubeconfig.contains("kubering/credential"))
        world.value.randomBytes = { [UInt8](repeating: 0x5A, count: $0) }
        let moved = HelperWorld.run(["credential", "move", "bot", "--to", "helper:test"], in: world)
        #expect(moved.status == 0, "\(moved)")
        #expect(try world.kubeconfig.contains(String(repeating: "5a", count: 16)))
    }

    @Test func whatHasEndedIsNotMoved() throws {
        let world = try HelperWorld.make(Self.before)
        world.setTime(1_900_000_001)
        #expect(
            world.run(["credential", "move", "bot", "--to", "helper:test"])
                == CommandResult(
                    errors: "error: user \"bot\" has a token that ended on 2030-03-17T17:46:40Z\n", status: 1))
        #expect(try world.kubeconfig == Self.before)
    }

    static let policies = [
        ("AllowAll", nil),
        (
            "DenyAll",
            "set credentialPluginPolicy in ~/.kube/kuberc to Allowlist, with this in credentialPluginAllowlist: "
                + "- command: \"/usr/bin/kubering\""
        ),
        (
            "Allowlist\ncredentialPluginAllowlist: [{command: aws}]",
            "add to credentialPluginAllowlist in ~/.kube/kuberc: - command: \"/usr/bin/kubering\""
        ),
        ("Allowlist\ncredentialPluginAllowlist: [{command: /usr/bin/kubering}]", nil),
    ]

    @Test(arguments: policies) func kubectlMayHaveToBeTold(_ policy: String, _ remedy: String?) throws {
        let world = try HelperWorld.make(Self.before)
        let kuberc = "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: \(policy)\n"
        try world.folder.write(kuberc, to: ".kube/kuberc")
        let result = world.run(["credential", "move", "bot", "--to", "helper:test"])
        let warning = remedy.map { "warning: kubectl is not allowed to run kubering yet: \($0)\n" } ?? ""
        #expect(result == CommandResult(errors: Self.done + warning))
    }

    @Test(arguments: [
        ["bot"], ["--to", "vault"], ["bot", "--all", "--to", "vault"], ["bot", "--to", "cloud"],
        ["bot", "--to", "helper:../x"], ["bot", "--to", "files"], ["bot", "--to", "vault", "--directory", "x"],
    ])
    func wrongUseIsRefused(_ arguments: [String]) throws {
        let world = try HelperWorld.make(Self.before)
        #expect(world.run(["credential", "move"] + arguments).status == 64)
    }

    @Test(arguments: [true, false]) func theOldFileIsRemovedIfTheUserSaysSo(_ answer: Bool) throws {
        let world = try HelperWorld.make(Self.before.replacing("token: \(Self.token)", with: "tokenFile: bot.token"))
        try world.folder.write(Self.token + "\n", to: ".kube/bot.token")
        world.value.prompter = AnsweringPrompter(answer)
        let result = world.run(["credential", "move", "bot", "--to", "helper:test"])
        let end =
            answer
            ? "Removed \"~/.kube/bot.token\".\n"
            : "The secret is still in \"~/.kube/bot.token\"; to remove it: rm ~/.kube/bot.token\n"
        #expect(result.status == 0 && result.errors.hasSuffix(end), "\(result.errors)")
        #expect(FileSnapshot.exists(world.folder.path + "/.kube/bot.token") != answer)
    }

    /// The backups that other programs and people leave behind.
    @Test func copiesBesideTheKubeconfigAreTold() throws {
        let world = try HelperWorld.make(Self.before)
        try world.folder.write(Self.before, to: ".kube/config.bak")
        try world.folder.write("nothing\n", to: ".kube/other")
        try Directory.create(world.folder.path + "/.kube/cache", mode: 0o700)
        let result = world.run(["credential", "move", "bot", "--to", "helper:test"])
        let warning = "warning: \"~/.kube/config.bak\" holds one of the secrets, too; see what it is there for\n"
        #expect(result == CommandResult(errors: Self.done + warning))
    }

    /// A file that somebody else in the kubeconfig uses stays without a question.
    @Test func aSharedFileStays() throws {
        let world = try HelperWorld.make(
            Self.before.replacing("token: \(Self.token)", with: "tokenFile: bot.token")
                + "- {name: other, user: {tokenFile: ./bot.token}}\n")
        try world.folder.write(Self.token, to: ".kube/bot.token")
        let result = world.run(["credential", "move", "bot", "--to", "helper:test", "--yes"])
        #expect(result.status == 0 && !result.errors.contains("Removed"), "\(result.errors)")
        #expect(FileSnapshot.exists(world.folder.path + "/.kube/bot.token"))
    }

    private func get(_ world: FakeWorld, at seconds: Double) throws -> CommandResult {
        let next = try FakeWorld()
        next.value.environment = world.value.environment
        next.value.environment["KUBERNETES_EXEC_INFO"] = """
            {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",\
            "spec":{"cluster":{"server":"https://10.0.0.1:6443"},"interactive":false}}
            """
        next.setTime(seconds)
        return withExtendedLifetime(world) { next.run(["credential", "get", Self.id]) }
    }
}
