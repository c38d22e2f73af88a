// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `token-file`, in process.
@Suite struct TokenFileCommandTests {
    static let file = "hush-1,jane,1,\"dev,ops\"\r\nhush-2,bob,2\r\n\r\nhush-3,jane,1,dev\r\n"
    static let token = String(repeating: "ab", count: 32)

    private func run(_ arguments: [String], file: String? = file, input: String = "") throws -> (
        CommandResult, FakeWorld
    ) {
        let world = try FakeWorld()
        if let file { try world.folder.write(file, to: "t.csv") }
        try world.writeKubeconfig(
            "# mine\nclusters: [{name: prod, cluster: {server: \"https://a\"}}]\nusers: [{name: bob, user: {token: hush}}]\n"
        )
        world.value.randomBytes = { [UInt8](repeating: 0xAB, count: $0) }
        world.value.input = ByteInput(bytes: Array(input.utf8))
        return (world.run(["token-file"] + arguments), world)
    }

    private func text(_ world: FakeWorld, _ name: String = "t.csv") throws -> String {
        String(decoding: try FileSnapshot.read(world.folder.path + "/" + name, limit: 1 << 16).bytes, as: UTF8.self)
    }

    @Test func makesAFileForItsOwnerOnly() throws {
        let (result, world) = try run(["add", "t.csv", "jane", "--group", "dev"], file: nil)
        #expect(
            result
                == CommandResult(
                    errors: """
                        Made t.csv with user "jane", uid abababab-abab-4bab-abab-abababababab, groups dev.
                        The API server knows the token once it is started again. To use it here: kubering token-file import --cluster CLUSTER t.csv jane

                        """))
        #expect(try text(world) == "\(Self.token),jane,abababab-abab-4bab-abab-abababababab,dev\n")
        var status = stat()
        #expect(stat(world.folder.path + "/t.csv", &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(Directory.names(in: world.folder.path) == [".kube", "t.csv"])
    }

    /// Two names that look alike are two users, as they are for the API server.
    @Test func namesAreComparedByTheirBytes() throws {
        let (composed, decomposed) = ("andr\u{E9}", "andre\u{301}")
        let file = "hush-1,\(composed),1\r\nhush-2,\(decomposed),2\r\n"
        let (removed, left) = try run(["remove", "t.csv", composed, "--yes"], file: file)
        #expect(removed.status == 0, "\(removed)")
        #expect(Array(try text(left).utf8) == Array("hush-2,\(decomposed),2\r\n".utf8))
        let (added, both) = try run(["add", "t.csv", composed], file: "hush-2,\(decomposed),2,dev\r\n")
        let bytes = Array(try text(both).utf8)
        #expect(added.status == 0 && !bytes.contains(Array("\(composed),2".utf8)), "\(added)")
    }

    @Test func anotherTokenKeepsUidAndGroups() throws {
        let (result, world) = try run(["add", "t.csv", "jane"])
        #expect(result.status == 0 && !result.description.contains("hush"))
        #expect(try text(world) == Self.file + "\(Self.token),jane,1,dev\r\n")
    }

    @Test func aDryRunShowsNoTokenAndChangesNothing() throws {
        let (result, world) = try run(["add", "t.csv", "eve", "--uid", "9", "--dry-run"])
        #expect(
            result
                == CommandResult(
                    output:
                        "--- t.csv\n+++ t.csv\n@@ -2,3 +2,4 @@\n REDACTED,bob,2\n \r\n REDACTED,jane,1,dev\n+REDACTED,eve,9\n"
                        .replacing("\r", with: "\\r")), "\(result)")
        #expect(try text(world) == Self.file)
    }

    @Test func usersAreListedWithoutTheirTokens() throws {
        let (result, _) = try run(["list", "t.csv"])
        #expect(
            result.output == """
                USER   UID   GROUPS    LINE
                jane   1     dev,ops   1
                bob    2               2
                jane   1     dev       4

                """)
        #expect(try run(["list", "t.csv", "-o", "name"]).0.output == "jane\nbob\njane\n")
        #expect(
            try run(["list", "-", "-o", "yaml"], input: "t,u,1,g,h\n").0.output == """
                users:
                - name: u
                  uid: "1"
                  groups:
                  - g
                  line: 1
                remarks:
                - line: 1
                  message: what follows the fourth field is not read; several groups stand in one
                    pair of quotes

                """)
    }

    @Test(arguments: [
        (["jane"], "hush-2,bob,2\r\n\r\n"), (["jane", "--older"], "hush-2,bob,2\r\n\r\nhush-3,jane,1,dev\r\n"),
        (["bob", "jane"], "\r\n"), (["bob", "--older"], file),
    ])
    func onlyTheRowsOfTheUsersGo(_ arguments: [String], _ rest: String) throws {
        let (result, world) = try run(["remove", "t.csv"] + arguments)
        #expect(result.status == 0 && result.output.isEmpty && !result.errors.contains("hush"))
        #expect(try text(world) == rest)
    }

    @Test func importsTheLastTokenOfEach() throws {
        let (result, world) = try run(["import", "t.csv", "jane", "--cluster", "prod", "-n", "web"])
        #expect(result == CommandResult(errors: "Context \"jane@prod\" is ready: kubering use jane@prod\n"))
        #expect(
            try world.kubeconfig == """
                # mine
                clusters: [{name: prod, cluster: {server: "https://a"}}]
                users: [{name: bob, user: {token: hush}}, {name: jane, user: {token: hush-3}}]
                contexts:
                - name: jane@prod
                  context:
                    cluster: prod
                    user: jane
                    namespace: web

                """)
    }

    @Test(arguments: [
        (["remove", "t.csv", "jan"], "error: no user named \"jan\" in t.csv; did you mean \"jane\"?\n", Int32(2)),
        (["remove", "none.csv", "x"], "error: cannot read \"none.csv\": no such file or directory\n", 1),
        (["import", "t.csv", "eve", "--cluster", "prod"], "error: no user named \"eve\" in t.csv\n", 2),
        (["import", "t.csv", "--cluster", "prod"], "error: ~/.kube/config: there is a user named \"bob\" already", 1),
        (["import", "t.csv"], "error: which cluster? name one of the kubeconfig with --cluster\n", 64),
        (["import", "t.csv", "--cluster", "pro"], "error: no cluster named \"pro\"", 2),
        (["add", "t.csv", "x", "--group", "a,b"], "error: \"a,b\" cannot be a group here: ", 64),
    ])
    func refusesAndChangesNothing(_ arguments: [String], _ errors: String, _ status: Int32) throws {
        let (result, world) = try run(arguments)
        #expect(result.errors.hasPrefix(errors) && result.status == status, "\(result)")
        #expect(try text(world) == Self.file)
        #expect(try !world.kubeconfig.contains("jane"))
    }
}
