// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Logins that kubering keeps itself, where a store has gone.
@Suite struct OwnLoginTests {
    private static let create = ["pull-secret", "create", "x", "--no-verify", "--registry", "r.test"]

    private func login(_ store: String, _ password: String, in world: FakeWorld) -> CommandResult {
        world.value.input = ByteInput(bytes: Array((password + "\n").utf8))
        let words = ["registry", "login", "r.test", "-u", "jane", "--password-stdin", "--no-verify", "--store", store]
        return HelperWorld.run(words, in: world)
    }

    @Test func isNotPassedOverAndGetsAnotherPlace() throws {
        let world = try HelperWorld.make("")
        #expect(login("helper:test", "old", in: world).status == 0)
        try Directory.create(world.folder.path + "/.docker", mode: 0o700)
        try world.folder.write(#"{"auths": {"r.test": {"auth": "YTpw"}}}"#, to: ".docker/config.json")
        let programs = world.folder.path + "/bin/docker-credential-"
        #expect(rename(programs + "test", programs + "two") == 0)

        let refused = HelperWorld.run(Self.create, in: world)
        #expect(refused.status == 4 && refused.output == "")
        #expect(refused.errors.contains("docker-credential-test"), "\(refused)")
        for words in [["-u", "a"], ["--from", "docker"]] {
            let result = HelperWorld.run(Self.create + words, in: world)
            #expect(result.errors == "Registry r.test: user a, from ~/.docker/config.json.\n")
        }

        world.value.randomBytes = { [UInt8](repeating: 0x5A, count: $0) }
        let again = login("helper:two", "new", in: world)
        #expect(again.status == 0, "\(again)")
        #expect(again.errors.contains("warning: the credential before is still in \"helper:test\": "), "\(again)")
        let made = HelperWorld.run(Self.create, in: world)
        #expect(made.errors == "Registry r.test: user jane, from kubering's helper:two.\n")
        // What can be forgotten is, and what cannot be is told.
        let logout = HelperWorld.run(["registry", "logout", "r.test", "-u", "jane"], in: world)
        #expect(logout.status == 4, "\(logout)")
        let left = HelperWorld.run(["credential", "list", "-o", "json"], in: world)
        #expect(left.output.contains("helper:test") && !left.output.contains("helper:two"), "\(left)")
    }
}
