// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCommands

/// Where `pull-secret` takes credentials from, and what it makes of them, in process.
@Suite struct PullSecretSourceTests {
    private static let standardInput = [
        "pull-secret", "create", "regcred", "--no-verify", "--registry", "registry.example.com", "-u", "robot",
        "--password-stdin",
    ]

    private func world(typing text: String = "hunter2\n") throws -> FakeWorld {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array(text.utf8))
        return world
    }

    @Test func podmanKeepsThemByNamespace() throws {
        let users = try ["registry.example.com/team/app", "registry.example.com/other"].map { registry in
            let world = try FakeWorld()
            try Directory.create(world.folder.path + "/.config/containers", mode: 0o700)
            try world.folder.write(
                #"{"auths": {"registry.example.com/team": {"auth": "cm9ib3Q6aHVudGVyMg=="}, "registry.example.com": {"auth": "dTpw"}}}"#,
                to: ".config/containers/auth.json")
            let result = world.run([
                "pull-secret", "create", "regcred", "--no-verify", "--registry", registry, "--from", "podman",
            ])
            #expect(result.errors.hasPrefix("Registry \(registry): user "))
            #expect(result.errors.hasSuffix(", from ~/.config/containers/auth.json.\n"))
            let shown = try PullSecretInspection.inspections(of: Array(result.output.utf8), source: "")
            #expect(shown.first?.registries.map(\.server) == [registry])
            return shown.first?.registries.first?.username
        }
        #expect(users == ["robot", "u"])
    }

    @Test func severalAccountsAreOfferedAndNotGuessed() throws {
        func run(_ words: String...) throws -> CommandResult {
            let world = try FakeWorld()
            try world.folder.write(
                #"{"auths": {"r.test": {"auth": "YTpw"}, "https://r.test": {"auth": "Yjpw"}}}"#, to: "config.json")
            return world.run(
                [
                    "pull-secret", "create", "regcred", "--no-verify", "--registry", "r.test", "--from",
                    world.folder.path + "/config.json",
                ]
                    + words)
        }
        #expect(
            try run()
                == CommandResult(
                    errors: """
                        error: there are several accounts for registry "r.test": "a" (~/config.json), "b" (~/config.json); \
                        choose one with -u

                        """, status: 64))
        #expect(try run("-u", "b").errors == "Registry r.test: user b, from ~/config.json.\n")
        #expect(
            try run("-u", "c").errors
                == "error: there is no credential of user \"c\" for registry \"r.test\"; there is one of \"a\", \"b\"\n"
        )
    }

    @Test func accountsOfDockerAndPodmanAreOfferedTogether() throws {
        func run(_ words: String...) throws -> CommandResult {
            let world = try FakeWorld()
            for folder in [".docker", ".config/containers"] {
                try Directory.create(world.folder.path + "/" + folder, mode: 0o700)
            }
            try world.folder.write(
                #"{"auths": {"r.test": {"auth": "YTpw"}, "same.test": {"auth": "YTpw"}}}"#, to: ".docker/config.json")
            try world.folder.write(
                #"{"auths": {"r.test": {"auth": "Yjpw"}, "same.test": {"auth": "YTpx"}, "p.test": {"auth": "Yzpw"}}}"#,
                to: ".config/containers/auth.json")
            return world.run(["pull-secret", "create", "regcred", "--no-verify"] + words)
        }
        #expect(
            try run("--registry", "r.test").errors
                == """
                error: there are several accounts for registry "r.test": "a" (~/.docker/config.json), "b" \
                (~/.config/containers/auth.json); choose one with -u

                """)
        #expect(
            try run("--registry", "r.test", "-u", "b").errors
                == "Registry r.test: user b, from ~/.config/containers/auth.json.\n")
        #expect(
            try run("--registry", "r.test", "--from", "docker").errors
                == "Registry r.test: user a, from ~/.docker/config.json.\n")
        #expect(
            try run("--registry", "same.test").errors
                == "Registry same.test: user a, from ~/.docker/config.json.\n")
        #expect(try run("--registry", "p.test").errors.hasPrefix("Registry p.test: user c, from "))
        #expect(
            try run("--registry", "r.test", "-u", "c").errors
                == "error: there is no credential of user \"c\" for registry \"r.test\"; there is one of \"a\", \"b\"\n"
        )
    }

    @Test func aPullSecretIsASource() throws {
        let made = try world().run(Self.standardInput)
        let world = try FakeWorld()
        try world.folder.write(made.output, to: "secret.yaml")
        let again = world.run([
            "pull-secret", "create", "regcred", "--no-verify", "--registry", "registry.example.com", "--from",
            world.folder.path + "/secret.yaml",
        ])
        #expect(again.output == made.output)
    }

    @Test func attachesToServiceAccountsAsTheyAre() throws {
        let world = try world()
        try world.folder.write(
            """
            kind: List
            items:
            - {kind: ServiceAccount, metadata: {name: default, namespace: web, resourceVersion: "7"}, imagePullSecrets: [{name: old}]}
            - {kind: ServiceAccount, metadata: {name: builder, namespace: web}}

            """, to: "accounts.yaml")
        let result = world.run(
            Self.standardInput + [
                "-n", "web", "--attach", "default", "--attach", "builder", "--attach-from",
                world.folder.path + "/accounts.yaml", "--label", "team=a", "--annotation",
                "example.com/why=because it is so",
            ])
        #expect(
            result
                == CommandResult(
                    output: """
                        apiVersion: v1
                        data:
                          .dockerconfigjson: \(PullSecretCommandTests.data)
                        kind: Secret
                        metadata:
                          annotations:
                            example.com/why: because it is so
                          labels:
                            team: a
                          name: regcred
                          namespace: web
                        type: kubernetes.io/dockerconfigjson
                        ---
                        apiVersion: v1
                        imagePullSecrets:
                        - name: old
                        - name: regcred
                        kind: ServiceAccount
                        metadata:
                          name: default
                          namespace: web
                          resourceVersion: "7"
                        ---
                        apiVersion: v1
                        imagePullSecrets:
                        - name: regcred
                        kind: ServiceAccount
                        metadata:
                          name: builder
                          namespace: web

                        """))
    }

    @Test(arguments: [
        (["--label", "a"], "\"a\" is no label: it is not KEY=VALUE"),
        (["--label", "a=b c"], "\"a=b c\" is no label: it may have letters"),
        (["--label", "/a=b"], "\"/a=b\" is no label: it is empty"),
        (["--annotation", "A.b/c=d"], "\"A.b/c=d\" is no annotation: it may have lower-case"),
        (["--attach", "Bad"], "\"Bad\" cannot name a ServiceAccount"),
    ])
    func refusesWhatTheServerWouldRefuse(_ words: [String], _ error: String) throws {
        let result = try world().run(Self.standardInput + words)
        #expect(result.errors.contains("error: " + error), "\(result)")
        #expect(result.status == 64)
        #expect(result.output == "")
    }

    @Test func wordsAreCheckedBeforeAPasswordIsAskedFor() throws {
        for (words, error) in [
            (["pull-secret", "create", "Bad", "--registry", "r.test"], "\"Bad\" cannot name a Secret"),
            (["pull-secret", "create", "a", "--registry", "r.test", "-n", "B"], "\"B\" is no namespace"),
            (["pull-secret", "create", "a", "--registry", "ftp://r.test"], "\"ftp://r.test\" is no registry"),
            (["registry", "login", "ftp://r.test", "-u", "u"], "\"ftp://r.test\" is no registry"),
            (["pull-secret", "update", "none.yaml", "--registry", "r.test"], "cannot read \"none.yaml\""),
        ] {
            let result = try FakeWorld.run(words)
            #expect(result.errors.hasPrefix("error: " + error), "\(result)")
            #expect(result.output == "")
        }
    }

    @Test func everyNamespaceHasOneManifest() throws {
        let result = try world().run(Self.standardInput + ["-n", "a", "-n", "b", "-n", "a"])
        #expect(
            result.output.split(separator: "\n").filter { $0.hasPrefix("  namespace") } == [
                "  namespace: a", "  namespace: b",
            ])
    }

    @Test func otherNamesOfDockerHubAreWarnedOf() throws {
        let made = try world().run([
            "pull-secret", "create", "s", "--no-verify", "--registry", "https://registry-1.docker.io", "-u", "u",
            "--password-stdin",
        ])
        let warning =
            "warning: https://registry-1.docker.io: images of Docker Hub do not match this name, unless they are written with it; "
            + "name it docker.io\n"
        #expect(made.errors == warning)
        let world = try FakeWorld()
        try world.folder.write(made.output, to: "secret.yaml")
        let shown = world.run(["pull-secret", "show", world.folder.path + "/secret.yaml", "--image", "nginx"])
        #expect(shown.errors == warning)
        #expect(
            shown.output.hasSuffix(
                "For docker.io/library/nginx no entry matches: a kubelet pulls it without a credential.\n"))
    }

    @Test(arguments: [
        #"{"auths": {"r.test": {}, "s.test": {"username": "u"}, "t.test": {"password": "p"}, "ftp://u": {"auth": "dTpw"}}}"#,
        #"{"auths": {"r.test": {"auth": "%"}, "s.test": [], "t.test": {"username": "<token>", "password": "p"}}, "auths": {}}"#,
        #"{"auths": {"r.test/v1": {"auth": "dTpw"}, "hub.docker.com": {"auth": "dTpw", "username": "x", "identitytoken": "t"}}}"#,
        #"{"auths": [], "credsStore": "pass"}"#, #"{"auths": {}}"#,
        #"{"kind": "Secret", "data": {".dockerconfigjson": ""}}"#,
        #"{"kind": "Secret", "type": "kubernetes.io/dockerconfigjson"}"#,
        #"{"kind": "Secret", "stringData": {".dockerconfigjson": "{\"r.test\": {\"auth\": \"dTpw\"}}"}}"#,
        #"{"kind": "Secret", "stringData": {".dockercfg": "{\"auths\": {\"r.test\": {\"auth\": \"dTpw\"}}}"}}"#,
    ])
    func everyProblemIsInTheManual(_ text: String) throws {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array(text.utf8))
        let shown = world.run(["pull-secret", "show", "-", "-o", "json"]).output
        let ids = shown.split(separator: "\n").filter { $0.contains("\"id\": ") }.compactMap {
            $0.split(separator: "\"").dropFirst(3).first
        }
        #expect(!ids.isEmpty)
        let terms = PullSecretShow.manualSections.flatMap(\.items).flatMap { $0.term.split(separator: ", ") }
        for id in ids { #expect(terms.contains(id)) }
    }

    @Test func whatDockerWouldRefuseIsNoConfiguration() throws {
        let world = try FakeWorld()
        world.value.input = ByteInput(bytes: Array(#"{"auths": {"r.test": {"auth": "dTpw"},}}"#.utf8))
        #expect(
            world.run(["pull-secret", "show", "-"])
                == CommandResult(
                    errors: "error: standard input is not a docker configuration: not valid JSON: line 1, column 39: "
                        + "a name in double quotes is missing\n", status: 1))
    }

    @Test func updatesAManifestInPlace() throws {
        let world = try world(typing: "new\n")
        let file = world.folder.path + "/secret.yaml"
        let before = "# mine\n" + PullSecretCommandTests.manifest
        try world.folder.write(before, to: "secret.yaml")
        let registry = "https://registry.example.com/v2/"
        let arguments = [
            "pull-secret", "update", file, "--no-verify", "--registry", registry, "-u", "robot", "--password-stdin",
        ]
        let task = "change registry \"\(registry)\" to user \"robot\" in ~/secret.yaml.\n"
        let diff = """
            --- \(file)
            +++ \(file)
            @@ -1,7 +1,7 @@
             # mine
             apiVersion: v1
             data:
            -  .dockerconfigjson: REDACTED
            +  .dockerconfigjson: REDACTED (new)
             kind: Secret
             metadata:
               name: regcred

            """.replacing(world.folder.path, with: "~")
        #expect(world.run(arguments + ["--dry-run"]) == CommandResult(output: diff, errors: "Would " + task))
        func text() throws -> String {
            String(decoding: try FileSnapshot.read(file, limit: 10_000).bytes, as: UTF8.self)
        }
        #expect(try text() == before)
        world.value.input = ByteInput(bytes: Array("new\n".utf8))
        #expect(world.run(arguments).errors.hasSuffix("Done: " + task))
        let after = try text()
        #expect(after != before)
        #expect(after.hasPrefix("# mine\napiVersion: v1\ndata:\n  .dockerconfigjson: "))
        let read = try PullSecretInspection.inspections(of: Array(after.utf8), source: "")
        #expect(read.first?.registries.first?.revealedPassword()?.exposedText == "new")
    }

    @Test func showsWhenPasswordsEnd() throws {
        // {"exp": 1000000000}
        let token = "e30.eyJleHAiOjEwMDAwMDAwMDB9.c2ln"
        func show(_ words: String...) throws -> CommandResult {
            let world = try world(
                typing: """
                    {"auths": {"r.test": {"username": "u", "password": "\(token)"},
                        "1.dkr.ecr.eu-west-1.amazonaws.com": {"username": "AWS", "password": "t"},
                        "ghcr.io": {"username": "jane", "password": "ghp_x"}}}
                    """)
            return world.run(["pull-secret", "show", "-"] + words)
        }
        let text = try show()
        #expect(
            text.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") } == [
                "REGISTRY USER PASSWORD ENDS", "1.dkr.ecr.eu-west-1.amazonaws.com AWS REDACTED lives 12 hours",
                "ghcr.io jane REDACTED", "r.test u REDACTED 2001-09-09T01:46:40Z",
            ])
        #expect(text.errors == "warning: r.test: the password has expired at 2001-09-09T01:46:40Z\n")
        let json = try show("-o", "json").output
        for fact in [
            #""kind": "a JSON Web Token""#, #""notAfter": "2001-09-09T01:46:40Z""#, #""lifetime": "12 hours""#,
            #""kind": "a personal access token of GitHub""#,
        ] { #expect(json.contains(fact), "\(json)") }
    }

    @Test func aShortLivedPasswordIsWarnedOf() throws {
        for arguments in [
            ["pull-secret", "create", "s", "--no-verify", "--registry", "r.test", "-u", "AWS", "--password-stdin"],
            [
                "pull-secret", "update", "secret.yaml", "--registry", "r.test", "-u", "AWS", "--password-stdin",
                "--dry-run", "--no-verify",
            ],
        ] {
            let world = try world(typing: "token\n")
            try world.folder.write(PullSecretCommandTests.manifest, to: "secret.yaml")
            #expect(
                world.run(arguments).errors.hasPrefix(
                    "warning: the password for registry r.test is an authorization token of Amazon ECR and lives 12 hours: "
                        + "pods cannot pull with it after that\n"))
        }
    }

    @Test func showsWhatAKubeletTries() throws {
        let world = try FakeWorld()
        try world.folder.write(PullSecretCommandTests.manifest, to: "secret.yaml")
        let file = world.folder.path + "/secret.yaml"
        #expect(
            world.run(["pull-secret", "show", file, "--image", "registry.example.com/team/app:1"])
                == CommandResult(
                    output: """
                        secret regcred
                        REGISTRY               USER    PASSWORD
                        registry.example.com   robot   REDACTED
                        For registry.example.com/team/app a kubelet tries:
                        TRY   REGISTRY               USER    SECRET
                        1     registry.example.com   robot   regcred

                        """))
        let world2 = try FakeWorld()
        try world2.folder.write(PullSecretCommandTests.manifest, to: "secret.yaml")
        let other = world2.run([
            "pull-secret", "show", world2.folder.path + "/secret.yaml", "--image", "nginx", "-o", "json",
        ])
        #expect(other.status == 1)
        #expect(other.output.contains("\"image\": \"docker.io/library/nginx\",\n    \"attempts\": []"))
    }
}
