// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// `kubering view PATH`: one field, entry or list of the view, redacted as the whole is.
@Suite struct ViewPathTests {
    static let kubeconfig = """
        current-context: y.n
        clusters:
        - {name: 10.0.0.1, cluster: {server: "https://u:hush@a", insecure-skip-tls-verify: true}}
        contexts:
        - {name: y.n, context: {cluster: 10.0.0.1, user: jane}}
        users:
        - name: jane
          user:
            token: "hush\\n\\e[31m"
            as-groups: [dev, ops]
            exec:
              command: plug
              env: [{name: A, value: hush}, {name: B.C, value: b}]
            extensions: [{name: x, extension: {a: [1]}}]
        - {name: empty, user: {}}

        """

    static let cases: [(arguments: [String], output: String)] = [
        (["clusters.10.0.0.1.server"], "https://REDACTED@a\n"),
        (["clusters.10.0.0.1.server", "--raw"], "https://u:hush@a\n"),
        (["clusters.10.0.0.1.insecure-skip-tls-verify"], "true\n"),
        (["clusters.10.0.0.1.insecure-skip-tls-verify", "-o", "json"], "true\n"),
        (["current-context"], "y.n\n"), (["current-context", "-o", "json"], "\"y.n\"\n"),
        (["contexts.y.n"], "cluster: 10.0.0.1\nuser: jane\n"),
        (["contexts.y.n.cluster"], "10.0.0.1\n"),
        (["users.jane.token"], "REDACTED\n"), (["users.jane.token", "--raw"], "hush\n\u{1B}[31m\n"),
        (["users.jane.as-groups[1]"], "ops\n"), (["users.jane.act-as-groups"], "- dev\n- ops\n"),
        (["users.jane.exec.command"], "plug\n"),
        (["users.jane.exec.env.B.C", "--raw"], "b\n"), (["users.jane.exec.env[0].name"], "A\n"),
        (["users.jane.extensions.x", "--raw", "-o", "json"], "{\n    \"a\": [\n        1\n    ]\n}\n"),
        (["users.empty"], "{}\n"),
        (["users.jane.exec.command", "--minify"], "plug\n"),
    ]

    @Test(arguments: cases)
    func theValueAtThePathIsPrinted(_ arguments: [String], _ output: String) throws {
        let result = try FakeWorld.run(["view"] + arguments, kubeconfig: Self.kubeconfig)
        #expect(result == CommandResult(output: output))
    }

    @Test(arguments: [
        ("users.jane.username", "users.jane.username is not set", 1),
        ("users.jane.exec.args", "users.jane.exec.args is not set", 1),
        ("users.jane.exec.env.D", "users.jane.exec.env.D is not set", 1),
        ("users.jane.as-groups[2]", "users.jane.as-groups[2] is not set", 1),
        ("preferences.colors", "preferences.colors is not set", 1),
        ("users.jan.token", "no user named \"jan\"; did you mean \"jane\"?", 2),
        ("users.jane.as-groups[+]", "the path \"users.jane.as-groups[+]\" names an item that is not there yet", 64),
    ])
    func isNotThere(_ path: String, _ error: String, _ status: Int32) throws {
        let result = try FakeWorld.run(["view", path], kubeconfig: Self.kubeconfig)
        #expect(result == CommandResult(errors: "error: \(error)\n", status: status))
    }
}
