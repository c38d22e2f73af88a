// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `context`, `cluster` and `user`, in process, on two files of KUBECONFIG: what is said, and which lines change.
@Suite struct EditingCommandTests {
    static let first = """
        # mine
        current-context: prod   # here
        clusters:
        - name: k8s   # shared
          cluster: {server: "https://a:6443"}
        contexts:
        # production
        - context:
            cluster: k8s
            user: admin
          name: prod
        - {name: web, context: {cluster: k8s, user: jane, x-team: red}}
        users:
        - name: admin
          user: {token: abc}

        """
    static let second = """
        {"contexts": [{"name": "dev", "context": {"cluster": "k8s", "user": "jane"}},
         {"name": "prod", "context": {"cluster": "old", "user": "admin"}}],
         "clusters": [{"name": "old", "cluster": {"server": "https://b"}}],
         "users": [{"name": "jane", "user": {}}], "current-context": "prod"}

        """

    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        var errors = ""
        var status: Int32 = 0
        /// Lines of both files that go, and those that come in their place.
        var removed: [String] = []
        var added: [String] = []

        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let cases = [
        Case(
            arguments: ["cluster", "rename", "k8s", "main"],
            errors:
                "Cluster \"k8s\" renamed to \"main\", also in the contexts that use it: \"prod\", \"web\", \"dev\".\n",
            removed: [
                "- name: k8s   # shared", "    cluster: k8s",
                "- {name: web, context: {cluster: k8s, user: jane, x-team: red}}",
                #"{"contexts": [{"name": "dev", "context": {"cluster": "k8s", "user": "jane"}},"#,
            ],
            added: [
                "- name: main   # shared", "    cluster: main",
                "- {name: web, context: {cluster: main, user: jane, x-team: red}}",
                #"{"contexts": [{"name": "dev", "context": {"cluster": "main", "user": "jane"}},"#,
            ]),
        Case(
            arguments: ["user", "rename", "admin", "root"],
            errors: "User \"admin\" renamed to \"root\", also in the contexts that use it: \"prod\", \"prod\".\n",
            removed: [
                "    user: admin", "- name: admin",
                #" {"name": "prod", "context": {"cluster": "old", "user": "admin"}}],"#,
            ],
            added: [
                "    user: root", "- name: root",
                #" {"name": "prod", "context": {"cluster": "old", "user": "root"}}],"#,
            ]),
        Case(
            arguments: ["context", "rename", ".", "live"],
            errors: "Context \"prod\" renamed to \"live\" in ~/a, ~/b.\n",
            removed: [
                "current-context: prod   # here", "  name: prod",
                #" {"name": "prod", "context": {"cluster": "old", "user": "admin"}}],"#,
                #" "users": [{"name": "jane", "user": {}}], "current-context": "prod"}"#,
            ],
            added: [
                "current-context: live   # here", "  name: live",
                #" {"name": "live", "context": {"cluster": "old", "user": "admin"}}],"#,
                #" "users": [{"name": "jane", "user": {}}], "current-context": "live"}"#,
            ]),
        Case(
            arguments: ["context", "rename", "dev", "web"],
            errors: "error: ~/a: there is a context named \"web\" already\n", status: 1),
        Case(
            arguments: ["context", "rename", "wbe", "x"],
            errors: "error: no context named \"wbe\"; did you mean \"web\"?\n", status: 2),
        Case(arguments: ["context", "rename", ".", "prod"], errors: "Context \"prod\" is like that already.\n"),
        Case(
            arguments: ["user", "rename", "jane", ""], errors: "error: the name of a user must not be empty\n",
            status: 64),
        Case(
            arguments: ["context", "delete", "web", "--prune"],
            errors: """
                Deleted context "web" from ~/a.
                Kept cluster "k8s": context "prod" uses it.
                Kept user "jane": context "dev" uses it.

                """,
            removed: ["- {name: web, context: {cluster: k8s, user: jane, x-team: red}}"]),
        Case(
            arguments: ["context", "delete", "prod"],
            errors: "Deleted context \"prod\" from ~/a.\nKept context \"prod\": ~/b has one, too, which counts now.\n",
            removed: ["# production", "- context:", "    cluster: k8s", "    user: admin", "  name: prod"]),
        Case(
            arguments: ["context", "delete", "web", "d*", "--prune", "--yes"],
            errors: """
                Deleted context "web" from ~/a.
                Deleted context "dev" from ~/b.
                Deleted user "jane" from ~/b.
                Kept cluster "k8s": context "prod" uses it.

                """,
            removed: [
                "- {name: web, context: {cluster: k8s, user: jane, x-team: red}}",
                #"{"contexts": [{"name": "dev", "context": {"cluster": "k8s", "user": "jane"}},"#,
                #" {"name": "prod", "context": {"cluster": "old", "user": "admin"}}],"#,
                #" "users": [{"name": "jane", "user": {}}], "current-context": "prod"}"#,
            ],
            added: [
                #"{"contexts": [{"name": "prod", "context": {"cluster": "old", "user": "admin"}}],"#,
                #" "users": [], "current-context": "prod"}"#,
            ]),
        Case(
            arguments: ["context", "delete", "web", "nobody"],
            errors: "error: no context named \"nobody\"; see: kubering list contexts\n", status: 2),
        Case(
            arguments: ["context", "delete", "x*"],
            errors: "error: no context fits \"x*\"; see: kubering list contexts\n", status: 2),
        Case(
            arguments: ["context", "rename", "x*", "y"],
            errors: "error: no context named \"x*\"; see: kubering list contexts\n", status: 2),
        Case(
            arguments: ["user", "delete", "jane"],
            errors:
                "error: user \"jane\" is used by contexts \"web\", \"dev\"; let them use another one first, or say --force\n",
            status: 1),
        Case(
            arguments: ["cluster", "delete", "k8s", "--force"],
            errors: """
                Deleted cluster "k8s" from ~/a.
                warning: contexts "prod" (~/a:6), "web" (~/a:10), "dev" (~/b:1) name the cluster "k8s", which is gone; give them \
                another one with: kubering context set CONTEXT --cluster NAME, or delete them with: kubering prune

                """,
            removed: ["clusters:", "- name: k8s   # shared", #"  cluster: {server: "https://a:6443"}"#],
            added: ["clusters: []"]),
        Case(
            arguments: ["context", "set", "web", "-n", "x", "--user", "bob"],
            errors: "warning: no user named \"bob\"; see: kubering list users\nContext \"web\" changed.\n",
            removed: ["- {name: web, context: {cluster: k8s, user: jane, x-team: red}}"],
            added: ["- {name: web, context: {cluster: k8s, user: bob, x-team: red, namespace: x}}"]),
        Case(
            arguments: ["context", "set", "new", "--cluster", "k8s"], errors: "New context \"new\" created.\n",
            added: ["- {name: new, context: {cluster: k8s, user: \"\"}}"]),
        Case(
            arguments: ["context", "set", "wbe", "-n", "x"],
            errors: "warning: context \"wbe\" is new and has no cluster; did you mean \"web\"?\n"
                + "New context \"wbe\" created.\n",
            added: [#"- {name: wbe, context: {cluster: "", user: "", namespace: x}}"#]),
        Case(
            arguments: ["context", "set", "elsewhere", "--user", "jnae"],
            errors: """
                warning: context "elsewhere" is new and has no cluster; give it one with: kubering context set elsewhere \
                --cluster NAME
                warning: no user named "jnae"; did you mean "jane"?
                New context "elsewhere" created.

                """,
            added: [#"- {name: elsewhere, context: {cluster: "", user: jnae}}"#]),
        Case(
            arguments: ["cluster", "set", "k8", "--tls-server-name", "x"],
            errors:
                "warning: cluster \"k8\" is new and has no server; did you mean \"k8s\"?\nNew cluster \"k8\" created.\n",
            added: ["- name: k8", "  cluster:", #"    server: """#, "    tls-server-name: x"]),
        Case(
            arguments: ["user", "set", "jnae", "--username", "j"], errors: "New user \"jnae\" created.\n",
            added: ["- name: jnae", "  user:", "    username: j"]),
        Case(
            arguments: ["set", "users.jnae.as", "x"],
            errors: """
                warning: user "jnae" is new and has no credential; did you mean "jane"?
                New user "jnae" created.
                Set users.jnae.as.

                """,
            added: ["- name: jnae", "  user:", "    as: x"]),
        Case(
            arguments: ["set", "contexts.web.cluster", "odl"],
            errors: "warning: no cluster named \"odl\"; did you mean \"old\"?\nSet contexts.web.cluster.\n",
            removed: ["- {name: web, context: {cluster: k8s, user: jane, x-team: red}}"],
            added: ["- {name: web, context: {cluster: odl, user: jane, x-team: red}}"]),
        Case(
            arguments: ["unset", "users.admin"],
            errors: """
                warning: contexts "prod" (~/a:8), "prod" (~/b:2) name the user "admin", which is gone; give them another one with: \
                kubering context set CONTEXT --user NAME, or delete them with: kubering prune
                Removed users.admin.

                """,
            removed: ["users:", "- name: admin", "  user: {token: abc}"], added: ["users: []"]),
        Case(
            arguments: ["unset", "clusters"],
            errors: """
                warning: contexts "prod" (~/a:6), "web" (~/a:10), "dev" (~/b:1) and 1 more name clusters that are gone; give them \
                another one with: kubering context set CONTEXT --cluster NAME, or delete them with: kubering prune
                Removed clusters.

                """,
            removed: [
                "clusters:", "- name: k8s   # shared", #"  cluster: {server: "https://a:6443"}"#,
                #" "clusters": [{"name": "old", "cluster": {"server": "https://b"}}],"#,
            ],
            added: ["clusters: []", #" "clusters": [],"#]),
        Case(
            arguments: ["context", "set", "web", "--cluster", "k8s"],
            errors: "Context \"web\" is like that already.\n"),
        Case(
            arguments: ["context", "set", "web", "-n", "No"],
            errors: "error: \"No\" cannot be a namespace: up to 63 lower-case letters, digits and dashes, "
                + "with a letter or digit at both ends\n", status: 1),
        Case(
            arguments: ["context", "copy", "web", "web2"], errors: "Context \"web\" copied to \"web2\".\n",
            added: ["- {name: web2, context: {cluster: k8s, user: jane, x-team: red}}"]),
        Case(
            arguments: ["context", "copy", "web", "dev"],
            errors: "error: ~/b: there is a context named \"dev\" already\n", status: 1),
    ]

    @Test(arguments: cases)
    func saysThisAndChangesThat(_ test: Case) throws {
        let world = try FakeWorld()
        try world.folder.write(Self.first, to: "a")
        try world.folder.write(Self.second, to: "b")
        let home = world.folder.path
        world.value.environment = ["HOME": home, "KUBECONFIG": "\(home)/a:\(home)/b"]
        let result = world.run(test.arguments)
        #expect(result == CommandResult(errors: test.errors, status: test.status))
        let before = lines(Self.first) + lines(Self.second)
        let after = try ["a", "b"].flatMap { name in
            lines(String(decoding: try FileSnapshot.read("\(home)/\(name)", limit: 1 << 16).bytes, as: UTF8.self))
        }
        let difference = after.difference(from: before)
        #expect(difference.removals.map(\.line) == test.removed)
        #expect(difference.insertions.map(\.line) == test.added)
    }

    @Test func dryRunShowsTheDiffAndWritesNothing() throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(Self.first)
        let result = world.run(["context", "delete", "web", "--dry-run"])
        #expect(
            result
                == CommandResult(
                    output: """
                        --- ~/.kube/config
                        +++ ~/.kube/config
                        @@ -9,7 +9,6 @@
                             cluster: k8s
                             user: admin
                           name: prod
                        -- {name: web, context: {cluster: k8s, user: jane, x-team: red}}
                         users:
                         - name: admin
                           user: {token: REDACTED}

                        """, errors: "Would delete context \"web\" from ~/.kube/config.\n"))
        #expect(try world.kubeconfig == Self.first)
    }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}

extension CollectionDifference.Change {
    fileprivate var line: ChangeElement {
        switch self {
        case .insert(_, let element, _), .remove(_, let element, _): element
        }
    }
}
