// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering merge`, in process.
@Suite struct MergeCommandTests {
    /// What kubeadm writes for every cluster, with another server.
    static func kubeadm(_ server: String, token: String) -> String {
        """
        # \(server)
        apiVersion: v1
        clusters:
        - cluster:
            server: https://\(server):6443 # of \(server)
          name: kubernetes
        contexts:
        - context:
            cluster: kubernetes
            user: kubernetes-admin
          name: kubernetes-admin@kubernetes
        current-context: kubernetes-admin@kubernetes
        kind: Config
        users:
        # admin of \(server)
        - name: kubernetes-admin
          user:
            token: '\(token)'

        """
    }

    /// A world whose kubeconfig is that of one kubeadm cluster, and the files beside it.
    private func world(_ files: [String: String], kubeconfig: String? = kubeadm("10.0.0.1", token: "a")) throws
        -> FakeWorld
    {
        let world = try FakeWorld()
        if let kubeconfig { try world.writeKubeconfig(kubeconfig) }
        try Directory.create(world.folder.path + "/in", mode: 0o700)
        for (name, text) in files { try world.folder.write(text, to: name) }
        return world
    }

    @Test(arguments: [
        (0o644 as UInt32, "others may read or change it (mode 0644)"), (0o666, "everybody may change it (mode 0666)"),
    ])
    func secretsInAFileOfOthersAreWarnedOf(_ mode: UInt32, _ words: String) throws {
        let incoming = Self.kubeadm("10.0.0.2", token: "b")
        let world = try world(["in/b.yaml": incoming])
        try FilePermissions.set(mode, of: world.folder.path + "/.kube/config")
        let warning =
            "warning: ~/.kube/config: it holds secrets, and \(words); take the rights of others away with: chmod 600 ~/.kube/config\n"
        #expect(!world.runOne(["merge", "in/b.yaml", "--dry-run"]).errors.contains("chmod"))
        #expect(world.runOne(["merge", "in/b.yaml"]).errors.hasPrefix(warning))
        #expect(FilePermissions(of: world.folder.path + "/.kube/config")?.mode == mode)
        // Said when they come, not at each change.
        for arguments in [["merge", "in/b.yaml"], ["user", "rename", "kubernetes-admin", "admin"], ["ns", "x"]] {
            let result = world.runOne(arguments)
            #expect(result.status == 0 && !result.errors.contains("chmod"), "\(result)")
        }
    }

    @Test func pathsAreAbsoluteWhenAskedFor() throws {
        let incoming = """
            clusters: [{name: c, cluster: {server: "https://c", certificate-authority: ca.crt}}]
            contexts: [{name: p, context: {cluster: c, user: u}}]
            users: [{name: u, user: {client-certificate: pki/u.crt, client-key: /abs/u.key}}]

            """
        for (arguments, ca, certificate) in [
            ([], "ca.crt", "pki/u.crt"), (["--absolute-paths"], "~/.kube/ca.crt", "~/.kube/pki/u.crt"),
        ] {
            let world = try world([:], kubeconfig: "# own\n")
            try world.folder.write(incoming, to: ".kube/in.yaml")
            #expect(world.run(["merge", ".kube/in.yaml"] + arguments).status == 0)
            let merged = world.withoutHome(try world.kubeconfig)
            #expect(merged.contains("certificate-authority: \(ca)"), "\(merged)")
            #expect(merged.contains("client-certificate: \(certificate)"), "\(merged)")
            #expect(merged.contains("client-key: /abs/u.key"), "\(merged)")
        }
    }

    // Spec N44: all three names are the same in every such file.
    @Test func twoKubeadmClustersComeOutRight() throws {
        let world = try world(["prod.yaml": Self.kubeadm("10.0.0.2", token: "b")])
        #expect(
            world.run(["merge", "prod.yaml"])
                == CommandResult(
                    output: """
                        KIND      NAME                          ACTION    AS                                 REASON
                        context   kubernetes-admin@kubernetes   renamed   kubernetes-admin@kubernetes-prod   ~/.kube/config has another one
                        cluster   kubernetes                    renamed   kubernetes-prod                    ~/.kube/config has another one
                        user      kubernetes-admin              renamed   kubernetes-admin-prod              ~/.kube/config has another one

                        """,
                    errors: "Merged 1 context, 1 cluster and 1 user into ~/.kube/config.\n"))
        #expect(
            try world.kubeconfig == """
                # 10.0.0.1
                apiVersion: v1
                clusters:
                - cluster:
                    server: https://10.0.0.1:6443 # of 10.0.0.1
                  name: kubernetes
                - cluster:
                    server: https://10.0.0.2:6443 # of 10.0.0.2
                  name: kubernetes-prod
                contexts:
                - context:
                    cluster: kubernetes
                    user: kubernetes-admin
                  name: kubernetes-admin@kubernetes
                - context:
                    cluster: kubernetes-prod
                    user: kubernetes-admin-prod
                  name: kubernetes-admin@kubernetes-prod
                current-context: kubernetes-admin@kubernetes
                kind: Config
                users:
                # admin of 10.0.0.1
                - name: kubernetes-admin
                  user:
                    token: 'a'
                # admin of 10.0.0.2
                - name: kubernetes-admin-prod
                  user:
                    token: 'b'

                """)
    }

    @Test(arguments: [
        ("admin.conf", "10.0.0.2"), ("config", "10.0.0.2"), ("in/a b.yaml", "10.0.0.2"), ("kubernetes.yml", "10.0.0.2"),
        ("eu-1.kubeconfig", "eu-1"),
    ])
    func theEndingTellsWhereItIsFrom(_ file: String, _ ending: String) throws {
        let world = try world([file: Self.kubeadm("10.0.0.2", token: "b")])
        #expect(world.run(["merge", file]).status == 0)
        #expect(try world.kubeconfig.contains("name: kubernetes-\(ending)\n"))
        #expect(try world.kubeconfig.contains("cluster: kubernetes-\(ending)\n"))
    }

    @Test func whatWasMergedIsRecognised() throws {
        let files = [
            "prod.yaml": Self.kubeadm("10.0.0.2", token: "b"), "b/prod.yaml": Self.kubeadm("10.0.0.3", token: "c"),
        ]
        let first = try world([:])
        try Directory.create(first.folder.path + "/b", mode: 0o700)
        for (name, text) in files { try first.folder.write(text, to: name) }
        #expect(first.run(["merge", "prod.yaml", "b/prod.yaml"]).status == 0)
        let merged = try first.kubeconfig
        #expect(merged.contains("name: kubernetes-prod\n") && merged.contains("name: kubernetes-10.0.0.3\n"))
        let again = try world(["prod.yaml": Self.kubeadm("10.0.0.2", token: "b")], kubeconfig: merged)
        #expect(
            again.run(["merge", "./prod.yaml", "prod.yaml"])
                == CommandResult(
                    output: """
                        KIND      NAME                          ACTION   AS                                 REASON
                        context   kubernetes-admin@kubernetes   same     kubernetes-admin@kubernetes-prod
                        cluster   kubernetes                    same     kubernetes-prod
                        user      kubernetes-admin              same     kubernetes-admin-prod

                        """,
                    errors: "Nothing to merge: everything is there already.\n"))
        #expect(try again.kubeconfig == merged)
    }

    @Test func theSameIsRecognisedHoweverItIsWritten() throws {
        let world = try world(
            [
                "other.json": """
                {"users": [{"user": {"client-key-data": "S0VZ", "client-certificate-data": "Q0VSVA=="}, "name": "u"}],
                 "clusters": [{"name": "c", "cluster": {"certificate-authority-data": "Q0E=", "server": "https://c",
                   "insecure-skip-tls-verify": false, "x-unknown": 1}}],
                 "contexts": [{"name": "p", "context": {"user": "u", "namespace": "", "cluster": "c"}}]}
                """, "in/ca": "CA", "in/crt": "CERT", "in/key": "KEY",
            ],
            kubeconfig: """
                clusters:
                - {name: c, cluster: {server: https://c, certificate-authority: ../in/ca}}
                contexts:
                - {name: p, context: {cluster: c, user: u}}
                users:
                - {name: u, user: {client-certificate: ../in/crt, client-key: ../in/key}}

                """)
        let before = try world.kubeconfig
        let result = world.run(["merge", "other.json", "--on-conflict", "fail"])
        #expect(result.errors == "Nothing to merge: everything is there already.\n")
        #expect(try world.kubeconfig == before)
    }

    // MARK: Conflicts

    @Test func keepLeavesOutWhatWouldMeetTheWrongServer() throws {
        let incoming =
            Self.kubeadm("10.0.0.2", token: "b") + """
                - name: other
                  user: {token: c}

                """
        let world = try world([
            "in.yaml": incoming.replacing(
                "contexts:\n", with: "contexts:\n- {name: mixed, context: {cluster: kubernetes, user: other}}\n")
        ])
        let before = try world.kubeconfig
        #expect(
            world.run(["merge", "in.yaml", "--on-conflict", "keep"])
                == CommandResult(
                    output: """
                        KIND      NAME                          ACTION     AS   REASON
                        context   mixed                         left-out        its cluster or user is not the one that is kept
                        context   kubernetes-admin@kubernetes   kept            its cluster or user is not the one that is kept
                        cluster   kubernetes                    kept            ~/.kube/config has another one, which stays
                        user      kubernetes-admin              kept            ~/.kube/config has another one, which stays
                        user      other                         left-out        no context that comes in uses it

                        """,
                    errors: "Nothing was merged.\n"))
        #expect(try world.kubeconfig == before)
    }

    @Test func replaceChangesWhatDiffersAndNothingElse() throws {
        let world = try world(["in.yaml": Self.kubeadm("10.0.0.2", token: "b")])
        let before = try world.kubeconfig
        #expect(
            world.run(["merge", "in.yaml", "--on-conflict", "replace"])
                == CommandResult(
                    output: """
                        KIND      NAME                          ACTION     AS   REASON
                        context   kubernetes-admin@kubernetes   same
                        cluster   kubernetes                    replaced        in the place of the one in ~/.kube/config
                        user      kubernetes-admin              replaced        in the place of the one in ~/.kube/config

                        """,
                    errors: "Merged 1 cluster and 1 user into ~/.kube/config.\n"))
        #expect(
            try world.kubeconfig
                == before.replacing("https://10.0.0.1:6443", with: "https://10.0.0.2:6443").replacing(
                    "'a'", with: "'b'"))
    }

    @Test func theLastOfSeveralReplaces() throws {
        let world = try world(
            ["a.yaml": Self.kubeadm("10.0.0.2", token: "b"), "b.yaml": Self.kubeadm("10.0.0.3", token: "c")],
            kubeconfig: nil)
        #expect(world.run(["merge", "a.yaml", "b.yaml", "--on-conflict=replace"]).status == 0)
        let merged = try world.kubeconfig
        #expect(merged.contains("10.0.0.3") && !merged.contains("10.0.0.2"))
    }

    @Test func failNamesWhatClashes() throws {
        let world = try world(["in.yaml": Self.kubeadm("10.0.0.2", token: "b")])
        #expect(
            world.run(["merge", "in.yaml", "--on-conflict", "fail"])
                == CommandResult(
                    errors: "error: others have the names of cluster \"kubernetes\" (~/.kube/config), "
                        + "user \"kubernetes-admin\" (~/.kube/config); nothing was changed: "
                        + "say --on-conflict rename, keep or replace\n", status: 1))
        #expect(try world.kubeconfig == Self.kubeadm("10.0.0.1", token: "a"))
    }

    // MARK: What comes in

    @Test func pathsKeepTheirMeaning() throws {
        let text = """
            clusters:
            - name: c
              cluster: {server: "https://c", certificate-authority: pki/ca.crt} # CA
            users:
            - name: u
              user:
                client-certificate: "../u.crt"
                client-key: /abs/u.key
                exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plug, interactiveMode: Never}
            - name: v
              user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: plug, interactiveMode: Never}}
            contexts:
            - {name: p, context: {cluster: c, user: u}}
            - {name: q, context: {cluster: c, user: v}}

            """
        let world = try world(["in/k.yaml": text], kubeconfig: nil)
        #expect(world.run(["merge", "in/k.yaml", "--yes"]).status == 0)
        #expect(
            world.withoutHome(try world.kubeconfig) == """
                apiVersion: v1
                kind: Config
                clusters:
                - name: c
                  cluster: {server: "https://c", certificate-authority: ~/in/pki/ca.crt} # CA
                contexts:
                - {name: p, context: {cluster: c, user: u}}
                - {name: q, context: {cluster: c, user: v}}
                users:
                - name: u
                  user:
                    client-certificate: "~/u.crt"
                    client-key: /abs/u.key
                    exec: {apiVersion: client.authentication.k8s.io/v1, command: ~/in/plug, interactiveMode: Never}
                - name: v
                  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: plug, interactiveMode: Never}}

                """)
        // Beside the file, or above it, a path is as short as it was.
        let near = try self.world(["in/k.yaml": text], kubeconfig: nil)
        #expect(near.run(["merge", "in/k.yaml", "--yes", "--into", "in/new.yaml"]).status == 0)
        let merged = try FileSnapshot.read(near.folder.path + "/in/new.yaml", limit: 10_000)
        #expect(merged.mode == 0o600)
        #expect(String(decoding: merged.bytes, as: UTF8.self).contains("certificate-authority: pki/ca.crt"))
        #expect(String(decoding: merged.bytes, as: UTF8.self).contains("command: ./plug"))
    }

    @Test func aTemplateNamesContexts() throws {
        let world = try world(["prod.yaml": Self.kubeadm("10.0.0.2", token: "b")])
        #expect(
            world.run(["merge", "prod.yaml", "--context-name", "{file}/{host}/{namespace}", "--use"])
                == CommandResult(
                    output: """
                        KIND      NAME                          ACTION    AS                      REASON
                        context   kubernetes-admin@kubernetes   new       prod/10.0.0.2/default   named by the template
                        cluster   kubernetes                    renamed   kubernetes-prod         ~/.kube/config has another one
                        user      kubernetes-admin              renamed   kubernetes-admin-prod   ~/.kube/config has another one

                        """,
                    errors: """
                        Merged 1 context, 1 cluster and 1 user into ~/.kube/config.
                        Switched to context "prod/10.0.0.2/default".

                        """))
    }

    @Test func selectedContextsBringOnlyWhatTheyNeed() throws {
        let world = try world(["in.yaml": SampleKubeconfig.text], kubeconfig: nil)
        #expect(
            world.run(["merge", "in.yaml", "--select", "jane*", "--use"])
                == CommandResult(
                    output: """
                        KIND      NAME        ACTION   AS   REASON
                        context   jane@prod   new
                        cluster   prod        new
                        user      jane        new

                        """,
                    errors:
                        "Merged 1 context, 1 cluster and 1 user into ~/.kube/config.\nSwitched to context \"jane@prod\".\n"
                ))
    }

    @Test func whatNoContextUsesComesOnlyWhenAskedFor() throws {
        let text = "clusters:\n- {name: c, cluster: {server: https://c}}\n"
        #expect(
            try world(["in.yaml": text]).run(["merge", "in.yaml"]).output
                == "KIND      NAME   ACTION     AS   REASON\n"
                + "cluster   c      left-out        no context uses it; --all takes it along\n")
        let world = try world(["in.yaml": text])
        #expect(world.run(["merge", "in.yaml", "--all"]).errors == "Merged 1 cluster into ~/.kube/config.\n")
    }

    @Test func aFolderIsItsKubeconfigs() throws {
        let world = try world(
            [
                "in/b.yaml": Self.kubeadm("10.0.0.2", token: "b"), "in/a.yaml": Self.kubeadm("10.0.0.3", token: "c"),
                "in/notes.txt": "a: b: c\n", "in/other.yaml": "hello: world\n", "in/b.yaml.lock": "",
            ], kubeconfig: nil)
        try Directory.create(world.folder.path + "/in/deeper", mode: 0o700)
        let result = world.run(["merge", "in"])
        #expect(
            result
                == CommandResult(
                    output: """
                        KIND      NAME                          FILE        ACTION    AS                              REASON
                        context   kubernetes-admin@kubernetes   in/a.yaml   new
                        cluster   kubernetes                    in/a.yaml   new
                        user      kubernetes-admin              in/a.yaml   new
                        context   kubernetes-admin@kubernetes   in/b.yaml   renamed   kubernetes-admin@kubernetes-b   in/a.yaml has another one
                        cluster   kubernetes                    in/b.yaml   renamed   kubernetes-b                    in/a.yaml has another one
                        user      kubernetes-admin              in/b.yaml   renamed   kubernetes-admin-b              in/a.yaml has another one

                        """,
                    errors: """
                        warning: skipped the folder in/deeper: name it, too, if it has kubeconfigs
                        warning: skipped in/notes.txt:1:5: mapping values are not allowed in this context
                        warning: skipped in/other.yaml holds no context, cluster or user
                        Merged 2 contexts, 2 clusters and 2 users into ~/.kube/config.
                        Switched to context "kubernetes-admin@kubernetes".

                        """))
    }

    @Test func standardInputIsAFile() throws {
        let world = try world([:])
        world.value.input = ByteInput(bytes: Array(Self.kubeadm("10.0.0.2", token: "b").utf8))
        #expect(world.run(["merge", "-"]).status == 0)
        #expect(try world.kubeconfig.contains("name: kubernetes-10.0.0.2\n"))
    }

    @Test func intoStandardOutputNothingElseIsLookedAt() throws {
        let world = try world([
            "in/a.yaml": "contexts:\n- {name: a, context: {user: u}} # a\nusers:\n- {name: u, user: {tokenFile: t}}\n"
        ])
        #expect(
            world.withoutHome(world.run(["merge", "in/a.yaml", "--into", "-", "--yes"]).output) == """
                apiVersion: v1
                kind: Config
                contexts:
                - {name: a, context: {user: u}} # a
                users:
                - {name: u, user: {tokenFile: ~/in/t}}

                """)
    }
}
