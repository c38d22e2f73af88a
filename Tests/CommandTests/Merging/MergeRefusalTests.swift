// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What `kubering merge` does not do, or not without being told to.
@Suite struct MergeRefusalTests {
    private static let mine = "users:\n- name: admin\n  user: {token: mine}\n"
    private static let foreign = #"""
        clusters:
        - name: c
          cluster: {server: "https://u:hush@c", insecure-skip-tls-verify: true, proxy-url: "http://me:hush@p"}
        users:
        - name: run
          user:
            exec: {apiVersion: client.authentication.k8s.io/v1, command: "e\e[31m", args: [-c, "touch x", --token, hush, --secret=hush, eyJhush, "\#(long)"], env: [{name: T, value: hush}], interactiveMode: Never}
        - {name: provider, user: {auth-provider: {name: oidc, config: {secret: hush}}}}
        - {name: file, user: {tokenFile: /etc/hush-file}}
        contexts:
        - {name: a, context: {cluster: c, user: run}}
        - {name: b, context: {cluster: c, user: provider}}
        - {name: d, context: {cluster: c, user: file}}
        - {name: e, context: {cluster: c, user: admin}}

        """#
    /// The end of a long command is what somebody would hide.
    private static let long = String(repeating: "x", count: 1_000) + "-end"
    private static let risks = #"""
        warning: context "e" signs in at "https://REDACTED@c" as the user "admin", which does not come with it but is there already (in.yaml:14)
        warning: cluster "c" trusts whoever answers at "https://REDACTED@c", with any certificate (in.yaml:2)
        warning: cluster "c" sends everything through the proxy "http://REDACTED@p" (in.yaml:2)
        warning: user "run" runs the program "e\u{1B}[31m" with the arguments -c 'touch x' --token REDACTED --secret=REDACTED REDACTED \#(long) and the variables T (in.yaml:5)
        warning: user "provider" signs in through the provider "oidc" (in.yaml:8)
        warning: user "file" sends what is in the file "/etc/hush-file" as its token (in.yaml:9)

        """#

    private func world(_ prompter: (any Prompter)? = nil) throws -> FakeWorld {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.mine)
        try world.folder.write(Self.foreign, to: "in.yaml")
        if let prompter { world.value.prompter = prompter }
        return world
    }

    @Test func whatIsRiskyIsListedAndNotMerged() throws {
        let world = try world()
        let result = world.run(["merge", "in.yaml"])
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(
            Set(result.errors.split(separator: "\n"))
                == Set(
                    (Self.risks
                        + "error: nothing was changed: 6 things in what would come in must be agreed to; if you trust where it is from, say --yes")
                        .split(separator: "\n")))
        #expect(try world.kubeconfig == Self.mine)
    }

    @Test func furtherDocumentsAreNotedAndNotLost() throws {
        let world = try FakeWorld()
        let document = { (name: String) in "users: [{name: \(name), user: {token: t}}]\n" }
        try world.folder.write(document("a") + "---\n" + document("b"), to: "in.yaml")
        let result = world.run(["merge", "-q", "--all", "--delete-source", "in.yaml"])
        #expect(
            result
                == CommandResult(
                    errors: """
                        warning: in.yaml:3: a further document begins here, which is not merged: kubectl reads only the first one
                        warning: kept in.yaml: it has further documents, which were not merged

                        """))
        #expect(FileSnapshot.exists(world.folder.path + "/in.yaml"))
    }

    @Test(arguments: [true, false])
    func atATerminalItIsAsked(_ isYes: Bool) throws {
        let world = try world(AnsweringPrompter(isYes))
        let result = world.run(["merge", "in.yaml"])
        #expect(result.status == (isYes ? 0 : 1))
        #expect(try (world.kubeconfig == Self.mine) != isYes)
        #expect(!result.description.contains("hush@") && !result.description.contains("[hush]"))
    }

    @Test func whatIsThereAlreadyIsNotAskedAgain() throws {
        let first = try world()
        #expect(first.run(["merge", "in.yaml", "--yes"]).status == 0)
        let again = try world()
        try again.writeKubeconfig(first.kubeconfig)
        #expect(again.run(["merge", "in.yaml"]).errors == "Nothing to merge: everything is there already.\n")
    }

    @Test func aBadFileSpoilsAll() throws {
        let world = try world()
        try world.folder.write("clusters:\n- {name: fine, cluster: {server: https://x}}\n", to: "good.yaml")
        try world.folder.write("clusters: [\n", to: "bad.yaml")
        let result = world.run(["merge", "good.yaml", "bad.yaml", "--all"])
        #expect(result.status == 1 && result.errors.hasPrefix("error: bad.yaml:2:1: "))
        #expect(try world.kubeconfig == Self.mine)
    }

    @Test(arguments: [
        (["merge", "none.yaml"], "error: cannot read \"none.yaml\": no such file or directory\n", Int32(1)),
        (["merge", "empty.yaml"], "error: empty.yaml holds no context, cluster or user\n", 1),
        (["merge", "-"], "error: standard input holds no context, cluster or user\n", 1),
        (["merge", "none"], "error: there is no kubeconfig in the folder \"none\"\n", 1),
        (["merge", "in.yaml", "--select", "z"], "error: no context in in.yaml matches \"z\"\n", 2),
        (
            ["merge", "in.yaml", "--context-name", "{name}"],
            "error: there is no placeholder \"{name}\"; there are {context}, {cluster}, {user}, {file}, {server}, {host}, {namespace}\n",
            64
        ),
        (
            ["merge", "in.yaml", "--context-name", "{a"],
            "error: the template \"{a\" has a brace without its partner\n", 64
        ),
        (
            ["merge", "in.yaml", "--context-name", "{file}"],
            "error: the template names both \"a\" and \"b\" \"in\"; add a placeholder that tells them apart\n", 1
        ),
        (["merge", "clusters.yaml", "--use"], "error: no context comes in that could be used; leave out --use\n", 2),
    ])
    func errorsSayWhatToDo(_ arguments: [String], _ errors: String, _ status: Int32) throws {
        let world = try world()
        try world.folder.write("# nothing\n", to: "empty.yaml")
        try world.folder.write("clusters:\n- {name: c2, cluster: {server: https://x}}\n", to: "clusters.yaml")
        try Directory.create(world.folder.path + "/none", mode: 0o700)
        world.value.input = ByteInput(bytes: [])
        #expect(world.run(arguments) == CommandResult(errors: errors, status: status))
        #expect(try world.kubeconfig == Self.mine)
    }

    @Test func aTemplateDoesNotTakeANameThatIsThere() throws {
        let world = try world()
        try world.writeKubeconfig("contexts:\n- {name: in-a, context: {user: me}}\n")
        let result = world.run(["merge", "in.yaml", "--context-name", "{file}-{context}"])
        #expect(
            result
                == CommandResult(
                    errors:
                        "error: the template names context \"a\" \"in-a\", as another one of ~/.kube/config is named; "
                        + "add a placeholder that tells them apart\n", status: 1))
    }

    @Test func aDryRunShowsThePlanAndTheDiff() throws {
        let world = try world()
        try world.folder.write("contexts:\n- {name: x, context: {namespace: web}} # mine\n", to: "x.yaml")
        #expect(
            world.run(["merge", "x.yaml", "--dry-run"])
                == CommandResult(
                    output: """
                        --- ~/.kube/config
                        +++ ~/.kube/config
                        @@ -1,3 +1,5 @@
                         users:
                         - name: admin
                           user: {token: REDACTED}
                        +contexts:
                        +- {name: x, context: {namespace: web}} # mine

                        """,
                    errors: """
                        KIND      NAME   ACTION   AS   REASON
                        context   x      new
                        Would merge 1 context into ~/.kube/config.

                        """))
        #expect(try world.kubeconfig == Self.mine)
    }

    @Test func thePlanIsJSONForPrograms() throws {
        let world = try world()
        try world.folder.write("contexts:\n- {name: x, context: {user: gone}}\n", to: "x.yaml")
        #expect(
            world.run(["merge", "x.yaml", "-o", "json", "--dry-run"]).output == """
                {
                  "entries": [
                    {
                      "kind": "context",
                      "name": "x",
                      "file": "x.yaml",
                      "action": "new",
                      "newName": "x"
                    }
                  ],
                  "risks": [],
                  "notes": [
                    "context \\"x\\" needs the user \\"gone\\", which is not in x.yaml"
                  ]
                }

                """)
    }
}
