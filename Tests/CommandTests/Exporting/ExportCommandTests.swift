// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `export` and `split`, in process.
@Suite struct ExportCommandTests {
    static let kubeconfig = """
        current-context: b
        clusters:
        - {name: one, cluster: {server: "https://u:p@one:6443", certificate-authority: pki/ca.crt}}
        - {name: two, cluster: {server: "https://two:6443", proxy-url: "http://me:pw@proxy"}}
        contexts:
        - {name: a/x, context: {cluster: one, user: jane}}
        - {name: b, context: {cluster: two, user: plug}}
        - {name: c, context: {cluster: two, user: missing}}
        - {name: d, context: {cluster: two, user: stored}}
        users:
        - {name: jane, user: {client-certificate: pki/j.crt, client-key: pki/j.key, tokenFile: tok, as: root}}
        - name: plug
          user:
            exec: {apiVersion: client.authentication.k8s.io/v1, command: bin/plug, env: [{name: T, value: hush}], interactiveMode: Never}
        - name: stored
          user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: kubering, args: [credential, get, x]}}

        """

    private func world() throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.kubeconfig)
        try Directory.create(world.folder.path + "/.kube/pki", mode: 0o700)
        for (name, text) in [("ca.crt", "CA"), ("j.crt", "CERT"), ("j.key", "KEY")] {
            try world.folder.write(text, to: ".kube/pki/" + name)
        }
        return world
    }

    @Test func exportNeedsNoOtherFile() throws {
        #expect(
            try world().run(["export", "a*"])
                == CommandResult(
                    output: """
                        apiVersion: v1
                        clusters:
                        - cluster:
                            certificate-authority-data: Q0E=
                            server: https://u:p@one:6443
                          name: one
                        contexts:
                        - context:
                            cluster: one
                            user: jane
                          name: a/x
                        current-context: a/x
                        kind: Config
                        users:
                        - name: jane
                          user:
                            as: root
                            client-certificate-data: Q0VSVA==
                            client-key-data: S0VZ
                            tokenFile: ~/.kube/tok

                        """,
                    errors: "warning: user \"jane\" reads its token from ~/.kube/tok, which must exist there, too\n"))
    }

    @Test func withoutCredentialsNoSecretIsLeft() throws {
        let world = try world()
        // What is left out need not be readable.
        unlink(world.folder.path + "/.kube/pki/j.key")
        #expect(
            world.run(["export", "a/x", ".", "d", "--without-credentials"])
                == CommandResult(
                    output: """
                        apiVersion: v1
                        clusters:
                        - cluster:
                            certificate-authority-data: Q0E=
                            server: https://one:6443
                          name: one
                        - cluster:
                            proxy-url: http://proxy
                            server: https://two:6443
                          name: two
                        contexts:
                        - context:
                            cluster: one
                            user: jane
                          name: a/x
                        - context:
                            cluster: two
                            user: plug
                          name: b
                        - context:
                            cluster: two
                            user: stored
                          name: d
                        current-context: b
                        kind: Config
                        users:
                        - name: jane
                          user:
                            as: root
                        - name: plug
                          user:
                            exec:
                              apiVersion: client.authentication.k8s.io/v1
                              args: null
                              command: ~/.kube/bin/plug
                              interactiveMode: Never
                              provideClusterInfo: false
                        - name: stored
                          user: {}

                        """,
                    errors: """
                        warning: user "jane" is exported without its credentials
                        warning: the plugin of user "plug" is exported without its variables T
                        warning: user "stored" is exported without its credentials

                        """))
    }

    @Test func whatPluginsAndOtherToolsKeepIsNotGivenAway() throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(
            """
            clusters:
            - name: c
              cluster:
                server: https://c
                extensions: [{name: client.authentication.k8s.io/exec, extension: {key: hush}}]
            contexts:
            - name: a
              context:
                cluster: c
                user: sso
                extensions:
                - {name: minikube, extension: {pin: hush}}
                - {name: kubering/protected, extension: true}
            users:
            - name: sso
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: kubectl
                  args: [oidc-login, get-token, "--issuer=https://u:hush@idp", --client-id=kube, --client-secret=hush,
                    --token, hush, -c, "curl -H hush", eyJhush, "https://hush@idp/x"]
                  interactiveMode: Never
            extensions: [{name: minikube, extension: hush}]
            preferences: {extensions: [{name: lens, extension: {a: hush}}]}

            """)
        #expect(
            world.run(["export", "a", "--without-credentials"])
                == CommandResult(
                    output: """
                        apiVersion: v1
                        clusters:
                        - cluster:
                            server: https://c
                          name: c
                        contexts:
                        - context:
                            cluster: c
                            extensions:
                            - extension: true
                              name: kubering/protected
                            user: sso
                          name: a
                        current-context: a
                        kind: Config
                        preferences: {}
                        users:
                        - name: sso
                          user:
                            exec:
                              apiVersion: client.authentication.k8s.io/v1
                              args:
                              - oidc-login
                              - get-token
                              - --issuer=https://REDACTED@idp
                              - --client-id=kube
                              - --client-secret=REDACTED
                              - --token
                              - REDACTED
                              - -c
                              - REDACTED
                              - REDACTED
                              - https://REDACTED@idp/x
                              command: kubectl
                              env: null
                              interactiveMode: Never
                              provideClusterInfo: false

                        """,
                    errors: """
                        warning: what other tools keep in extensions is left out: "lens", "client.authentication.k8s.io/exec", "minikube"
                        warning: the plugin of user "sso" is exported with these arguments, none of which must be a secret: oidc-login \
                        get-token --issuer=https://REDACTED@idp --client-id=kube --client-secret=REDACTED --token REDACTED -c REDACTED \
                        REDACTED https://REDACTED@idp/x

                        """))
    }

    @Test func aKeyInAStoreStaysThere() throws {
        let result = try world().run(["export", "d", "-o", "json"])
        #expect(result.status == 0)
        #expect(
            result.errors
                == "warning: user \"stored\" has its key in a credential store of this machine, and works only here\n")
    }

    @Test func writesANewFileThatIsPrivate() throws {
        let world = try world()
        #expect(
            world.run(["export", "b", "--output-file", "out/b.yaml"])
                == CommandResult(
                    errors: """
                        Wrote 1 context to out/b.yaml.
                        warning: user "plug" needs the program "~/.kube/bin/plug" there, too

                        """))
        var status = stat()
        #expect(stat(world.folder.path + "/out/b.yaml", &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func aFileThatIsThereIsNotOverwritten() throws {
        let world = try world()
        #expect(
            world.run(["export", "b", "--output-file", ".kube/config"])
                == CommandResult(
                    errors:
                        "error: cannot write \"~/.kube/config\": it is there already; choose another place or remove it\n",
                    status: 1))
        #expect(try world.kubeconfig == Self.kubeconfig)
    }

    @Test func splitNamesFilesAfterContexts() throws {
        let world = try world()
        #expect(
            world.run(["split", "--directory", "out", "a/x", "b"])
                == CommandResult(
                    errors: """
                        Wrote ~/out/a%2Fx.yaml.
                        Wrote ~/out/b.yaml.
                        warning: user "jane" reads its token from ~/.kube/tok, which must exist there, too
                        warning: user "plug" needs the program "~/.kube/bin/plug" there, too

                        """))
        #expect(Directory.names(in: world.folder.path + "/out") == ["a%2Fx.yaml", "b.yaml"])
        #expect(try world.kubeconfig == Self.kubeconfig)
    }

    @Test(arguments: [
        (
            ["split", "--directory", "out"],
            "error: context \"c\" names the user \"missing\", which does not exist; "
                + "give it another one with: kubering context set c --user NAME\n", Int32(2)
        ),
        (
            ["split", "--directory", "full", "a/x", "b"],
            "error: cannot write \"~/full/b.yaml\": it is there already; choose another place or remove it\n", 1
        ),
    ])
    func splitWritesAllOrNothing(_ arguments: [String], _ errors: String, _ status: Int32) throws {
        let world = try world()
        try Directory.create(world.folder.path + "/full", mode: 0o700)
        try world.folder.write("mine", to: "full/b.yaml")
        #expect(world.run(arguments) == CommandResult(errors: errors, status: status))
        #expect(Directory.names(in: world.folder.path + "/out").isEmpty)
        #expect(Directory.names(in: world.folder.path + "/full") == ["b.yaml"])
    }
}
