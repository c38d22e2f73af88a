// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What `credential` says without a store, from the public facts in the kubeconfig.
@Suite struct CredentialCommandTests {
    static let id = "5f2c0123456789abcdef0123456789ab"
    static let kubeconfig = """
        apiVersion: v1
        kind: Config
        users:
        - name: jane
          user:
            exec: {apiVersion: client.authentication.k8s.io/v1, command: kubering, args: [credential, get, \(id)]}
            extensions:
            - name: kubering/credential
              extension:
                id: \(id)
                store: secret-service
                kind: client-certificate
                subject: "O=dev\\e[31m,CN=jane"
                groups: ["dev\\e[31m"]
                notAfter: "2027-11-23T04:27:40Z"
                server: https://10.0.0.1:6443

        """
    static let cases: [(arguments: [String], result: CommandResult)] = [
        (
            ["credential", "list"],
            CommandResult(
                output: """
                    ID         USER   KIND                 STORE            SERVER                  SUBJECT                   ENDS                   STATE
                    5f2c0123   jane   client-certificate   secret-service   https://10.0.0.1:6443   O=dev\\u{1B}[31m,CN=jane   2027-11-23T04:27:40Z   used

                    """)
        ),
        (["credential", "list", "-o", "name"], CommandResult(output: id + "\n")),
        (
            ["credential", "show", "5f2c", "-o", "json"],
            CommandResult(
                output: """
                    {
                      "id": "\(id)",
                      "user": "jane",
                      "store": "secret-service",
                      "kind": "client-certificate",
                      "server": "https://10.0.0.1:6443",
                      "subject": "O=dev\\u001b[31m,CN=jane",
                      "groups": [
                        "dev\\u001b[31m"
                      ],
                      "notAfter": "2027-11-23T04:27:40Z"
                    }

                    """)
        ),
        (
            ["credential", "show", "5f2"],
            CommandResult(
                errors: "error: no credential has the id or user \"5f2\"; see: kubering credential list\n", status: 2)
        ),
        (
            ["credential", "remove", "5f2c"],
            CommandResult(
                errors: """
                    error: say --yes: nobody can be asked here

                    """, status: 64)
        ),
    ]

    @Test(arguments: cases.indices)
    func theCommandPrintsThisAndNothingElse(_ index: Int) throws {
        let (arguments, expected) = Self.cases[index]
        let result = try FakeWorld.run(arguments, kubeconfig: Self.kubeconfig)
        #expect(result == expected)
    }

    /// A user whose name is the beginning of another one's id is that user, and an id is what it is.
    @Test func aNameIsNotTakenForAnId() throws {
        let world = try FakeWorld()
        let ids = ["cafe" + String(repeating: "1", count: 28), String(repeating: "2", count: 32)]
        let entries = zip(ids, ["jane", "cafe"]).map { id, user in
            #"{"id": "\#(id)", "user": "\#(user)", "store": "secret-service", "kind": "token"}"#
        }
        let state = PrivateFile(world.folder.path + "/.local/state/kubering/credentials.json")
        try state.create(Array(#"{"credentials": [\#(entries.joined(separator: ", "))]}"#.utf8))
        for (word, id) in [("cafe", ids[1]), ("cafe1", ids[0]), (ids[0], ids[0]), ("2222", ids[1])] {
            let result = world.run(["credential", "show", word])
            #expect(result.output.hasPrefix("id: ") && result.output.contains(id), "\(word): \(result)")
        }
    }

    /// What another program has written there may hold a password.
    @Test(arguments: [["list"], ["list", "-o", "json"], ["show", "5f2c"], ["show", "5f2c", "-o", "json"]])
    func passwordsOfServersAreNotShown(_ words: [String]) throws {
        let kubeconfig = Self.kubeconfig.replacing("https://10", with: "https://me:s3cr3t@10")
        let result = try FakeWorld.run(["credential"] + words, kubeconfig: kubeconfig)
        #expect(result.output.contains("https://REDACTED@10.0.0.1:6443"), "\(result)")
    }

    /// What commands leave that were killed while they stored something, and what was taken out of the vault by hand.
    @Test func whatNobodyUsesIsTold() throws {
        let world = try FakeWorld()
        func entry(_ digit: Character, _ kind: String, unfinished: Bool = false) -> String {
            let id = String(repeating: digit, count: 32)
            return #"{"id": "\#(id)", "user": "u\#(digit)", "store": "vault", "kind": "\#(kind)""#
                + (unfinished ? #", "unfinished": true}"# : "}")
        }
        let entries = [
            entry("1", "client-certificate"), entry("2", "client-certificate", unfinished: true),
            entry("3", "client-certificate", unfinished: true), entry("4", "token"),
            entry("5", "certificate-request"), entry("6", "registry"),
        ]
        let state = PrivateFile(world.folder.path + "/.local/state/kubering/credentials.json")
        try state.create(Array(#"{"credentials": [\#(entries.joined(separator: ", "))]}"#.utf8))
        // The third was never stored, and the fourth is there no more.
        for digit in ["1", "2", "5", "6"] {
            let name = String(repeating: digit, count: 32) + ".age"
            try PrivateFile(world.folder.path + "/.local/share/kubering/vault/items/" + name).create([])
        }
        func warning(_ digit: Character, _ problem: String) -> String {
            let id = String(repeating: digit, count: 32)
            return
                "warning: credential \(id) of \"u\(digit)\" \(problem); to remove it: kubering credential remove \(id)\n"
        }
        #expect(
            world.run(["credential", "list"])
                == CommandResult(
                    output: """
                        ID         USER   KIND                  STORE   SERVER   SUBJECT   ENDS   STATE
                        11111111   u1     client-certificate    vault                             unused
                        22222222   u2     client-certificate    vault                             unfinished
                        44444444   u4     token                 vault                             missing
                        55555555   u5     certificate-request   vault                             pending
                        66666666   u6     registry              vault                             used

                        """,
                    errors: warning("2", "was stored by a command that was ended before a user could refer to it")
                        + warning("4", "is not in the vault any more")))
    }
}
