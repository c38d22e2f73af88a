// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Docker's and podman's files under `registry login --to` and `registry logout --from`, in process.
@Suite struct RegistryFileTests {
    /// Tabs, unknown fields, an entry with one, and two spellings of a registry.
    private static let config =
        "{\n\t\"auths\": {\n\t\t\"r.test\": {\"auth\": \"dTpw\", \"x\": 1},\n\t\t\"https://r.test/v2/\": {\"auth\": \"djpw\"},\n"
        + "\t\t\"o.test\": {\"auth\": \"dTpw\"}\n\t},\n\t\"HttpHeaders\": {\"A\": \"b\"},\n\t\"detachKeys\": \"ctrl-e\"\n}\n"

    private func run(_ words: String..., typing: String = "", config: String? = config) throws -> (
        CommandResult, String
    ) {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array(typing.utf8))
        try Directory.create(world.folder.path + "/.docker", mode: 0o700)
        if let config { try world.folder.write(config, to: ".docker/config.json") }
        let result = world.run(["registry"] + words)
        let path = world.folder.path + "/.docker/config.json"
        let text = FileSnapshot.exists(path) ? try FileSnapshot.read(path, limit: 10_000).bytes : []
        return (result, String(decoding: text, as: UTF8.self))
    }

    @Test func logoutRemovesEverySpellingAndNothingElse() throws {
        let (result, text) = try run("logout", "https://r.test", "--from", "docker")
        let place = "Registry https://r.test: what was there is removed from ~/.docker/config.json.\n"
        #expect(result == CommandResult(errors: place))
        #expect(
            text
                == "{\n\t\"auths\": {\n\t\t\"o.test\": {\"auth\": \"dTpw\"}\n\t},\n\t\"HttpHeaders\": {\"A\": \"b\"},\n"
                + "\t\"detachKeys\": \"ctrl-e\"\n}\n")
        let (one, rest) = try run("logout", "r.test", "-u", "v", "--from", "docker")
        #expect(one.errors == "Registry r.test: user v is removed from ~/.docker/config.json.\n")
        #expect(rest == Self.config.replacing("\t\t\"https://r.test/v2/\": {\"auth\": \"djpw\"},\n", with: ""))
    }

    @Test(arguments: [
        ("docker", "neither DOCKER_CONFIG nor HOME is set"),
        ("podman", "none of REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME and HOME is set"),
    ])
    func withoutAHomeNothingIsWritten(_ program: String, _ reason: String) throws {
        for words in [["login", "-u", "u", "--password-stdin", "--no-verify", "--to"], ["logout", "--from"]] {
            let world = try FakeWorld()
            world.value.environment["HOME"] = nil
            world.value.input = ByteInput(bytes: Array("p\n".utf8))
            #expect(
                world.run(["registry"] + words + [program, "--dry-run", "r.test"])
                    == CommandResult(errors: "error: nobody knows where the configuration is: \(reason)\n", status: 1))
        }
    }

    @Test func aBrokenFileIsSaidToBePassedOver() throws {
        func run(_ words: String...) throws -> CommandResult {
            let world = try FakeWorld()
            for folder in [".docker", ".config/containers"] {
                try Directory.create(world.folder.path + "/" + folder, mode: 0o700)
            }
            try world.folder.write(#"{"auths": {"#, to: ".docker/config.json")
            try world.folder.write(#"{"auths": {"r.test": {"auth": "dTpw"}}}"#, to: ".config/containers/auth.json")
            return world.run(words)
        }
        let warning = "warning: ~/.docker/config.json is not a docker configuration: "
        let listed = try run("registry", "list", "-o", "name")
        #expect(listed.output == "r.test\n" && listed.status == 0)
        #expect(listed.errors.hasPrefix(warning) && listed.errors.hasSuffix("; it is passed over\n"), "\(listed)")
        let made = try run("pull-secret", "create", "s", "--no-verify", "--registry", "r.test")
        #expect(made.errors.hasPrefix(warning), "\(made)")
        #expect(
            made.errors.hasSuffix(
                "; it is passed over\nRegistry r.test: user u, from ~/.config/containers/auth.json.\n"))
        #expect(
            try run("pull-secret", "create", "s", "--no-verify", "--registry", "r.test", "--from", "podman").errors
                .hasPrefix("Registry"))
        #expect(try run("pull-secret", "create", "s", "--no-verify", "--registry", "o.test").status != 0)
    }

    /// Somebody who types a name and a password.
    private struct Typist: Prompter {
        var canAsk: Bool { true }
        func confirm(_ question: String) throws -> Bool { false }
        func readSecret(_ prompt: String) throws -> SecretBytes { SecretBytes(Array("p".utf8)) }
        func readLine(_ prompt: String) throws -> String { prompt == "User name for r.test: " ? "jane" : "" }
    }

    @Test func theUserNameIsAskedForAtATerminal() throws {
        let login = ["registry", "login", "r.test", "--no-verify", "--to", "docker"]
        let world = try FakeWorld()
        world.value.prompter = Typist()
        #expect(world.run(login).errors == "Registry r.test: user jane is in ~/.docker/config.json.\n")
        #expect(try FakeWorld.run(login) == CommandResult(errors: "error: say who with -u\n", status: 64))
    }

    @Test func aDryRunShowsTheDiffWithoutSecrets() throws {
        let (out, unchanged) = try run("logout", "r.test", "-u", "v", "--from", "docker", "--dry-run")
        #expect(
            out
                == CommandResult(
                    output: """
                        --- ~/.docker/config.json
                        +++ ~/.docker/config.json
                        @@ -1,7 +1,6 @@
                         {
                         \t"auths": {
                         \t\t"r.test": {"auth": "REDACTED", "x": 1},
                        -\t\t"https://r.test/v2/": {"auth": "REDACTED"},
                         \t\t"o.test": {"auth": "REDACTED"}
                         \t},
                         \t"HttpHeaders": {"A": "REDACTED"},

                        """,
                    errors: "Registry r.test: user v would be removed from ~/.docker/config.json.\n"))
        #expect(unchanged == Self.config)
        let (new, none) = try run(
            "login", "r.test", "-u", "w", "--password-stdin", "--no-verify", "--to", "docker", "--dry-run",
            typing: "secret\n", config: nil)
        #expect(new.output.contains("+            \"auth\": \"REDACTED (new)\"\n"), "\(new)")
        #expect(new.errors == "Registry r.test: user w would be in ~/.docker/config.json.\n")
        #expect(none == "")
    }

    @Test func whatIsNotThereIsSaid() throws {
        for server in ["none.test", "r.test:5000"] {
            let (result, text) = try run("logout", server, "--from", "docker")
            #expect(result.status == 2)
            #expect(text == Self.config)
        }
        let (user, _) = try run("logout", "r.test", "-u", "nobody", "--from", "docker")
        #expect(
            user
                == CommandResult(
                    errors:
                        "error: there is no credential of user \"nobody\" for registry \"r.test\" in ~/.docker/config.json\n",
                    status: 2))
        let (own, _) = try run("logout", "r.test")
        #expect(own.errors.contains("what docker or podman keeps is removed with --from docker or --from podman"))
        #expect(own.status == 2)
        let (nothing, _) = try run("logout", "r.test", "--from", "podman")
        #expect(nothing.status == 2)
    }

    @Test func theListTellsWhatAFileHoldsFromWhatAStoreHolds() throws {
        let config = #"{"auths": {"r.test": {"auth": "dTpw"}, "s.test": {}}, "credsStore": "pass"}"#
        let (result, _) = try run("list", config: config)
        #expect(
            result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") } == [
                "REGISTRY USER PLACE ENDS", "r.test u ~/.docker/config.json", "s.test docker-credential-pass",
            ])
    }

    @Test func theListHasDockersFileAlsoWherePodmanHasAnother() throws {
        let world = try FakeWorld()
        try PrivateFile(world.folder.path + "/.docker/config.json").create(
            Array(#"{"auths": {"r.test": {"auth": "dTpw"}}}"#.utf8))
        try world.folder.write(#"{"auths": {"p.test": {"auth": "djpw"}}}"#, to: "auth.json")
        world.value.environment["REGISTRY_AUTH_FILE"] = "auth.json"
        #expect(world.run(["registry", "list", "-o", "name"]).output == "p.test\nr.test\n")
        let same = try FakeWorld()
        try PrivateFile(same.folder.path + "/.docker/config.json").create(
            Array(#"{"auths": {"r.test": {"auth": "dTpw"}}}"#.utf8))
        same.value.environment["REGISTRY_AUTH_FILE"] = same.folder.path + "/.docker/config.json"
        #expect(same.run(["registry", "list"]).output.split(separator: "\n").count == 2)
    }

    @Test func whatIsThereTwiceIsNotChanged() throws {
        let config = #"{"auths": {"r.test": {"auth": "dTpw"}, "r.test": {"auth": "djpw"}}}"#
        for words in [["logout", "r.test", "--from", "docker"], ["login", "r.test", "-u", "w", "--to", "docker"]] {
            let world = try FakeWorld()
            world.value.input = ByteInput(bytes: Array("p\n".utf8))
            try Directory.create(world.folder.path + "/.docker", mode: 0o700)
            try world.folder.write(config, to: ".docker/config.json")
            let more = words.first == "login" ? ["--password-stdin", "--no-verify"] : []
            #expect(
                world.run(["registry"] + words + more)
                    == CommandResult(
                        errors: """
                            error: ~/.docker/config.json has registry "r.test" more than once, so that a change of one would \
                            not be all; leave one of them in the file

                            """, status: 1))
            let path = world.folder.path + "/.docker/config.json"
            #expect(String(decoding: try FileSnapshot.read(path, limit: 10_000).bytes, as: UTF8.self) == config)
        }
    }

    /// A login takes the place of one whose item somebody has deleted.
    @Test func whatWasDeletedByHandIsReplaced() throws {
        let world = try HelperWorld.make("")
        world.value.randomBytes = World.systemRandomBytes
        for _ in 1...2 {
            for item in HelperWorld.items(world) { unlink(world.folder.path + "/items/" + item) }
            world.value.input = ByteInput(bytes: Array("hush\n".utf8))
            let result = world.run([
                "registry", "login", "r.test", "-u", "w", "--password-stdin", "--no-verify", "--store", "helper:test",
            ])
            #expect(result.status == 0, "\(result)")
            #expect(HelperWorld.items(world).count == 1)
        }
        #expect(world.run(["credential", "list", "-o", "name"]).output.split(separator: "\n").count == 1)
    }

    @Test func someoneHasToBeNamed() throws {
        let (result, _) = try run("login", "r.test", "--password-stdin")
        #expect(result.errors.hasPrefix("error: say who with -u\n"))
        #expect(result.status == 64)
    }
}
