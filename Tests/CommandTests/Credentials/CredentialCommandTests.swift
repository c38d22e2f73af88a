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
                    ID         USER   KIND                 STORE            SERVER                  SUBJECT                   ENDS
                    5f2c0123   jane   client-certificate   secret-service   https://10.0.0.1:6443   O=dev\\u{1B}[31m,CN=jane   2027-11-23T04:27:40Z

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
    func printsThis(_ index: Int) throws {
        let (arguments, expected) = Self.cases[index]
        let result = try FakeWorld.run(arguments, kubeconfig: Self.kubeconfig)
        #expect(result == expected)
    }
}
