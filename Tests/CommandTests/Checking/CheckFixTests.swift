// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What `--fix` makes of a kubeconfig, and what kubectl reads then.
@Suite struct CheckFixTests {
    static let before = """
        # by hand
        clusters:
        - name: c
          cluster:
            server: 10.0.0.1:6443   # the old one
            certificate-authority: ca.crt
            certificate-authority-data: VFdP
            insecure-skip-tls-verify: true   # until the CA is there
        - {name: plain, cluster: {server: 'localhost:8080'}}
        contexts: [{name: a, context: {cluster: c, user: u}}]
        users:
        - name: u
          user: {token: "hush\\n"}
        - name: e
          user:
            exec: {command: plug, apiVersion: client.authentication.k8s.io/v1}

        """

    static let after = """
        # by hand
        clusters:
        - name: c
          cluster:
            server: https://10.0.0.1:6443   # the old one
            certificate-authority-data: VFdP
        - {name: plain, cluster: {server: 'localhost:8080'}}
        contexts: [{name: a, context: {cluster: c, user: u}}]
        users:
        - name: u
          user: {token: "hush"}
        - name: e
          user:
            exec: {command: plug, apiVersion: client.authentication.k8s.io/v1, interactiveMode: IfAvailable}

        """

    private func folder(_ text: String = before) throws -> CheckFolder {
        let folder = try CheckFolder(["ca.crt": "TWO"])
        try folder.folder.write(text, to: "config", mode: 0o644)
        return folder
    }

    private static let ignored = [
        "--ignore", "unusable-authority", "--ignore", "plugin-not-found", "--ignore", "plain-text-secret", "--ignore",
        "unused-user", "--ignore", "unused-cluster",
    ]

    @Test func mendsAndLeavesTheRest() throws {
        let folder = try folder()
        let result = try folder.check(["--kubeconfig", "config", "--fix"] + Self.ignored)
        #expect(
            result
                == CommandResult(
                    output: """
                        config:7:35: error: the server "localhost:8080" has no scheme: kubectl takes it for http and sends no credentials [server-without-scheme]
                            put https:// in front of the server

                        """,
                    errors: """
                        Fixed: it holds secrets, and others may read or change it (mode 0644) [loose-file-mode]
                        Fixed: the server "10.0.0.1:6443" has no scheme: kubectl takes it for http and sends no credentials [server-without-scheme]
                        Fixed: cluster "c" has both certificate-authority and certificate-authority-data, and kubectl refuses both together [path-and-data]
                        Fixed: cluster "c" has a CA and insecure-skip-tls-verify, and kubectl refuses both together [insecure-with-authority]
                        Fixed: the token of user "u" has a line break or control character around it, and cannot be sent [token-with-line-break]
                        Fixed: the plugin of user "e" has no interactiveMode [bad-interactive-mode]
                        1 error in 1 file.

                        """, status: 1))
        #expect(try folder.text("config") == Self.after)
        #expect(folder.mode("config") == 0o600)
        let view = try TestProcess.run(
            [
                "kubectl", "config", "view", "--raw", "--kubeconfig", folder.path + "/config", "-o",
                "jsonpath={.clusters[0].cluster}{.users[*].user}",
            ], environment: ["HOME": "/nonexistent"])
        #expect(
            view.output == #"{"certificate-authority-data":"VFdP","server":"https://10.0.0.1:6443"}"#
                + #"{"exec":{"apiVersion":"client.authentication.k8s.io/v1","args":null,"command":"plug","#
                + #""env":null,"interactiveMode":"IfAvailable","provideClusterInfo":false}} {"token":"hush"}"#,
            "\(view)")
        // Once is enough.
        #expect(try folder.check(["--kubeconfig", "config", "--fix"] + Self.ignored).errors == "1 error in 1 file.\n")
    }

    @Test func aDryRunChangesNothingAndShowsNoSecret() throws {
        let folder = try folder()
        let result = try folder.check(["--kubeconfig", "config", "--fix", "--dry-run"])
        #expect(
            result.output == """
                --- config
                +++ config
                @@ -2,10 +2,8 @@
                 clusters:
                 - name: c
                   cluster:
                -    server: 10.0.0.1:6443   # the old one
                -    certificate-authority: ca.crt
                +    server: https://10.0.0.1:6443   # the old one
                     certificate-authority-data: DATA+OMITTED
                -    insecure-skip-tls-verify: true   # until the CA is there
                 - {name: plain, cluster: {server: 'localhost:8080'}}
                 contexts: [{name: a, context: {cluster: c, user: u}}]
                 users:
                @@ -13,4 +11,4 @@
                   user: {token: REDACTED}
                 - name: e
                   user:
                -    exec: {command: plug, apiVersion: client.authentication.k8s.io/v1}
                +    exec: {command: plug, apiVersion: client.authentication.k8s.io/v1, interactiveMode: IfAvailable}

                """)
        #expect(result.errors.hasPrefix("Would fix: it holds secrets"))
        #expect(!"\(result)".contains("hush"))
        #expect(try folder.text("config") == Self.before)
        #expect(folder.mode("config") == 0o644)
    }

    @Test func aFileThatDiffersIsNotDropped() throws {
        let folder = try folder()
        try folder.folder.write("THREE", to: "ca.crt")
        _ = try folder.check(["--kubeconfig", "config", "--fix", "--rule", "path-and-data"])
        #expect(try folder.text("config") == Self.before)
    }

    @Test func whatStandsBehindAnAliasIsLeftAndTheRestMended() throws {
        let text = """
            clusters:
            - name: a
              cluster: &shared {server: "h:1", insecure-skip-tls-verify: true}
            - name: b
              cluster: *shared
            - name: c
              cluster: {server: "h:2", insecure-skip-tls-verify: true}

            """
        let folder = try folder(text)
        let result = try folder.check(["--kubeconfig", "config", "--fix", "--rule", "server-without-scheme"])
        #expect(try folder.text("config") == text.replacing("\"h:2\"", with: "\"https://h:2\""))
        #expect(result.errors.hasPrefix("Fixed: the server \"h:2\""))
        #expect(result.errors.hasSuffix("\n2 errors in 1 file.\n"))
        #expect(result.status == 1)
    }

    @Test func entriesAreLeftWhileAFileCannotBeRead() throws {
        let folder = try folder()
        try folder.folder.write("users: [\n", to: "bad")
        let result = try folder.check(["--fix", "--rule", "server-without-scheme"], ["KUBECONFIG": "config:bad"])
        #expect(result.errors == "2 errors in 2 files.\n")
        #expect(try folder.text("config") == Self.before)
    }

    @Test func putsIntoQuotesWhatMakesAFileUnusable() throws {
        let folder = try folder(
            """
            current-context: y   # mine
            contexts: [{name: y, context: {namespace: 010, user: no}}]
            users:
            - name: 1e3
              user: {token: 123}
            clusters: [{name: old, cluster: {server: "h:6443"}}]

            """)
        let arguments = [
            "--kubeconfig", "config", "--fix", "--rule", "unquoted-value", "--rule", "server-without-scheme",
        ]
        let dry = try folder.check(arguments + ["--dry-run"])
        #expect(dry.output.contains("\n+current-context: \"y\"   # mine\n") && !dry.output.contains("123"))
        let result = try folder.check(arguments)
        #expect(result.errors.hasSuffix("1 error in 1 file.\n"), "\(result)")
        // The port could be that of http.
        #expect(
            try folder.text("config") == """
                current-context: "y"   # mine
                contexts: [{name: "y", context: {namespace: "010", user: "no"}}]
                users:
                - name: "1e3"
                  user: {token: "123"}
                clusters: [{name: old, cluster: {server: "h:6443"}}]

                """)
    }

    @Test(arguments: ["name: &a y", "name: !!bool y", "name: y\n  context: [hush]"])
    func leavesAFileThatQuotesDoNotMend(_ item: String) throws {
        let folder = try folder("contexts:\n- \(item)\n")
        let result = try folder.check(["--kubeconfig", "config", "--fix"])
        #expect(result.output.contains("[unquoted-value]") && !result.errors.contains("Fixed: contexts"), "\(result)")
        #expect(try folder.text("config") == "contexts:\n- \(item)\n")
    }
}
