// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `current`, `list`, `status` and `view`, in process.
@Suite struct ListingCommandTests {
    static let cases: [(arguments: [String], result: CommandResult)] = [
        (["current"], CommandResult(output: "staging\n")),
        (["current", "--server"], CommandResult(output: "https://staging.example.com:6443\n")),
        (["current", "--cluster"], CommandResult(output: "staging\n")),
        (["current", "--user"], CommandResult(output: "jane\n")),
        (["current", "--namespace"], CommandResult(output: "web\n")),
        (
            ["current", "-o", "json"],
            CommandResult(
                output: """
                    {
                      "context": "staging",
                      "cluster": "staging",
                      "server": "https://staging.example.com:6443",
                      "user": "jane",
                      "namespace": "web",
                      "file": "~/.kube/config"
                    }

                    """)
        ),
        (
            ["current", "--user", "-o", "yaml"],
            CommandResult(
                errors: """
                    error: --output yaml prints every fact; leave out --user
                    Usage: kubering current [--cluster] [--server] [--user] [--namespace] [--output <output>] [--kubeconfig <file>]
                      See 'kubering current --help' for more information.

                    """, status: 64)
        ),
        (
            ["status", "--context", "prod"],
            CommandResult(
                errors: "error: no context named \"prod\"; did you mean \"jane@prod\" or \"prod\\u{1B}[31m\"?\n",
                status: 2)
        ),
        (["--kubeconfig", "/dev/null", "list", "-o", "name"], CommandResult()),
        (["--kubeconfig=/dev/null", "list", "-o", "name"], CommandResult()),
        (
            ["--kubeconfig", "/nonexistent", "list", "-o", "name"],
            CommandResult(errors: "warning: there is nothing to show in /nonexistent, which does not exist\n")
        ),
        (["list", "-o", "name", "clusters"], CommandResult(output: "prod\nstaging\n")),
        (
            ["help", "nosuch"],
            CommandResult(errors: "error: there is no command \"nosuch\"; see: kubering --help\n", status: 64)
        ),
        (
            ["help", "context", "renam"],
            CommandResult(errors: "error: there is no command \"renam\"; did you mean \"rename\"?\n", status: 64)
        ),
        (
            ["current", "--user", "--cluster"],
            CommandResult(
                errors: """
                    error: value to be set with flag '--cluster' had already been set with flag '--user'
                    Usage: kubering current [--cluster] [--server] [--user] [--namespace] [--output <output>] [--kubeconfig <file>]
                      See 'kubering current --help' for more information.

                    """, status: 64)
        ),
        (
            ["list"],
            CommandResult(
                output: """
                    CURRENT   NAME             CLUSTER   USER    NAMESPACE
                              jane@prod        prod      jane
                              prod\\u{1B}[31m   prod      robot
                    *         staging          staging   jane    web

                    """)
        ),
        (
            ["list", "*st*", "-o", "wide"],
            CommandResult(
                output: """
                    CURRENT   NAME      CLUSTER   USER   NAMESPACE   SERVER                             AUTHENTICATION   STORAGE    ENDS
                    *         staging   staging   jane   web         https://staging.example.com:6443   token            embedded

                    """)
        ),
        (["list", "-o", "name"], CommandResult(output: "jane@prod\nprod\\u{1B}[31m\nstaging\n")),
        (
            ["list", "nope*"],
            CommandResult(errors: "error: no context fits \"nope*\"; see: kubering list contexts\n", status: 2)
        ),
        (
            ["list", "users"],
            CommandResult(
                output: """
                    NAME    AUTHENTICATION   STORAGE    ENDS   CONTEXTS
                    jane    token            embedded          staging,jane@prod
                    robot   none                               prod\\u{1B}[31m

                    """)
        ),
        (
            ["cluster", "list"],
            CommandResult(
                output: """
                    NAME      SERVER                              CONTEXTS
                    prod      https://REDACTED@prod.example.com   prod\\u{1B}[31m,jane@prod
                    staging   https://staging.example.com:6443    staging

                    """)
        ),
        (
            ["list", "staging", "-o", "json"],
            CommandResult(
                output: """
                    {
                      "contexts": [
                        {
                          "name": "staging",
                          "current": true,
                          "cluster": "staging",
                          "server": "https://staging.example.com:6443",
                          "user": "jane",
                          "namespace": "web",
                          "file": "~/.kube/config",
                          "authentication": {
                            "kind": "token",
                            "storage": "embedded"
                          }
                        }
                      ]
                    }

                    """)
        ),
        ([], status),
        (["status"], status),
        (
            ["view"],
            CommandResult(
                output: """
                    apiVersion: v1
                    clusters:
                    - cluster:
                        server: https://REDACTED@prod.example.com
                      name: prod
                    - cluster:
                        server: https://staging.example.com:6443
                      name: staging
                    contexts:
                    - context:
                        cluster: prod
                        user: jane
                      name: jane@prod
                    - context:
                        cluster: prod
                        user: robot
                      name: "prod\\e[31m"
                    - context:
                        cluster: staging
                        namespace: web
                        user: jane
                      name: staging
                    current-context: staging
                    kind: Config
                    users:
                    - name: jane
                      user:
                        token: REDACTED
                    - name: robot
                      user: {}

                    """)
        ),
        (["--version"], CommandResult(output: "kubering 0.1.0\n")),
    ]

    @Test func statusOfAnotherContextIsThatAfterASwitch() throws {
        let before = try FakeWorld.run(["status", "--context", "jane@prod"])
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        _ = world.runOne(["use", "jane@prod"])
        let after = world.runOne(["status"])
        #expect(before.output == after.output && before.output.hasPrefix("context    jane@prod\n"))
        #expect(before.errors == after.errors)
    }

    static let status = CommandResult(
        output: """
            context    staging
            cluster    staging
            server     https://staging.example.com:6443
            namespace  web
            user       jane
            signs in   token, embedded
            file       ~/.kube/config

            """,
        errors: "warning: a secret of the user stands in plain text in ~/.kube/config\n")

    /// A context without anything, and one whose user is in another file.
    @Test(arguments: [
        ("a", "warning: the context has no cluster\nwarning: the context has no user\n"),
        ("b", "warning: the context has no cluster\nwarning: a secret of the user stands in plain text in ~/two\n"),
    ])
    func statusNamesWhatIsMissingAndWhereTheSecretIs(_ current: String, _ expected: String) throws {
        let world = try FakeWorld()
        try world.folder.write(
            "{current-context: \(current), contexts: [{name: a, context: {}}, {name: b, context: {user: u}}]}",
            to: "one")
        try world.folder.write("users: [{name: u, user: {token: t}}]", to: "two")
        let files = ["one", "two"].map { world.folder.path + "/" + $0 }
        world.value.environment["KUBECONFIG"] = files.joined(separator: ":")
        #expect(world.run(["status"]).errors == expected)
    }

    @Test(arguments: cases.indices)
    func theCommandPrintsThisAndNothingElse(_ index: Int) throws {
        let (arguments, expected) = Self.cases[index]
        let result = try FakeWorld.run(arguments)
        #expect(result == expected)
    }

    @Test(arguments: [
        ["current"], ["use", "x"], ["ns", "x"], ["list"], ["view"], ["status"], ["current", "--user"],
        ["list", "-o", "json"], ["list", "clusters", "-o", "yaml"], ["list", "users", "-o", "json"],
        ["view", "--flatten", "-o", "json"], ["current", "--server"], ["status", "-o", "json"],
    ])
    func neverShowsAnEscapeSequenceOrASecret(_ arguments: [String]) throws {
        let kubeconfig = SampleKubeconfig.text.split(separator: "current-context: staging").joined(
            separator: "current-context: \"prod\\e[31m\"")
        let result = try FakeWorld.run(arguments, kubeconfig: kubeconfig)
        for text in [result.output, result.errors] {
            #expect(!text.unicodeScalars.contains("\u{1B}"))
            #expect(!text.contains("s3cr3t"))
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func statusSaysWhichFilesCannotBeRead() throws {
        let result = try FakeWorld.run(
            ["status"],
            kubeconfig: """
                current-context: a
                clusters: [{name: a, cluster: {server: "https://a", certificate-authority: gone/ca.crt}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                users: [{name: a, user: {tokenFile: /dev/null, client-key: gone/a.key}}]

                """)
        #expect(
            result.errors == """
                warning: the CA: cannot read "~/.kube/gone/ca.crt": no such file or directory
                warning: the key: cannot read "~/.kube/gone/a.key": no such file or directory

                """)
        #expect(result.status == 0)
    }

    @Test func sayThatNoContextIsCurrent() throws {
        let empty = CommandResult(
            errors: "error: current-context is not set; choose one with: kubering use CONTEXT\n", status: 1)
        #expect(try FakeWorld.run(["current"], kubeconfig: "") == empty)
    }
}
