// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `pull-secret` and `credential list`, in process.
@Suite struct PullSecretCommandTests {
    static let data =
        "eyJhdXRocyI6eyJyZWdpc3RyeS5leGFtcGxlLmNvbSI6eyJ1c2VybmFtZSI6InJvYm90IiwicGFzc3dvcmQiOiJodW50ZXIyIiwiYXV0aCI6ImNtOWli"
        + "M1E2YUhWdWRHVnlNZz09In19fQ=="
    static let manifest = """
        apiVersion: v1
        data:
          .dockerconfigjson: \(data)
        kind: Secret
        metadata:
          name: regcred
        type: kubernetes.io/dockerconfigjson

        """

    @Test func createsFromStandardInput() throws {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array("hunter2\n".utf8))
        let arguments = [
            "pull-secret", "create", "regcred", "--no-verify", "--registry", "registry.example.com", "-u", "robot",
            "--password-stdin",
        ]
        #expect(world.run(arguments) == CommandResult(output: Self.manifest))
    }

    @Test func createsFromDocker() throws {
        let world = try FakeWorld()
        try Directory.create(world.folder.path + "/.docker", mode: 0o700)
        let config =
            #"{"auths": {"registry.example.com": {"auth": "cm9ib3Q6aHVudGVyMg=="}, "empty.example.com": {}}, "credsStore": "pass"}"#
        try world.folder.write(config, to: ".docker/config.json")
        let arguments = [
            "pull-secret", "create", "regcred", "--no-verify", "--registry", "registry.example.com", "--from", "docker",
        ]
        let result = world.run(arguments)
        let found = "Registry registry.example.com: user robot, from ~/.docker/config.json.\n"
        #expect(result == CommandResult(output: Self.manifest, errors: found))
    }

    @Test func refusesWrongUsage() throws {
        func error(_ words: String...) throws -> String {
            let result = try FakeWorld().run(["pull-secret", "create", "a"] + words)
            #expect(result.status == 64)
            return result.errors.split(separator: "\n").first.map(String.init) ?? ""
        }
        #expect(
            try error("--registry", "r", "--password-stdin") == "error: --password-stdin needs the user name with -u")
        #expect(try error("--from", "docker") == "error: say which registries with --registry")
        #expect(
            try error("--registry", "r", "-u", "u", "--password-stdin", "--from", "docker")
                == "error: --from takes no password")
        #expect(try error("--registry", "r", "--attach-from", "x") == "error: --attach-from needs --attach")
    }

    @Test func showsWithoutThePassword() throws {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array(Self.manifest.utf8))
        let expected = """
            secret regcred
            REGISTRY               USER    PASSWORD
            registry.example.com   robot   REDACTED

            """
        #expect(world.run(["pull-secret", "show", "-"]) == CommandResult(output: expected))
    }

    @Test func showsThePasswordWhenAsked() throws {
        let world = try FakeWorld()
        try world.folder.write(Self.manifest, to: "secret.yaml")
        let expected = """
            secret regcred
            REGISTRY               USER    PASSWORD
            registry.example.com   robot   hunter2

            """
        #expect(world.run(["pull-secret", "show", "secret.yaml", "--reveal"]) == CommandResult(output: expected))
    }

    @Test func listsNoCredentials() throws {
        #expect(
            try FakeWorld.run(["credential", "list"])
                == CommandResult(output: "ID   USER   KIND   STORE   SERVER   SUBJECT   ENDS   STATE\n"))
        #expect(
            try FakeWorld.run(["credential", "list", "-o", "json"])
                == CommandResult(output: "{\n  \"credentials\": []\n}\n"))
        #expect(
            try FakeWorld.run(["credential", "show", "5f"])
                == CommandResult(
                    errors: "error: no credential has the id or user \"5f\"; see: kubering credential list\n", status: 2
                ))
    }
}
