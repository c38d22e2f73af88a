// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Rules about plugins: whether they can be run, and whether kubectl's own settings let them.
@Suite struct PluginRuleTests {
    static let kubeconfig = """
        users:
        - name: bare
          user: {exec: {command: plug}}
        - name: path
          user: {exec: {command: bin/../bin/plug}}
        - name: gone
          user: {exec: {command: nowhere, installHint: "\\n  Get it\\e[1m from\\nhere"}}
        - name: text
          user: {exec: {command: ./notes}}

        """

    private func folder() throws -> CheckFolder {
        let folder = try CheckFolder(["config": Self.kubeconfig, "notes": "no program"])
        try Directory.create(folder.path + "/bin", mode: 0o700)
        try folder.folder.write("#!/bin/sh\ntouch \(folder.path)/was-run\n", to: "bin/plug", mode: 0o700)
        return folder
    }

    private func lines(_ result: CommandResult) -> [String] { result.output.split(separator: "\n").map(String.init) }

    @Test func programsThatCannotBeRun() throws {
        let folder = try folder()
        let result = try folder.check(
            ["--rule", "plugin-not-found", "--kubeconfig", "config"], ["PATH": "bin::\(folder.path)/bin"])
        #expect(
            lines(result) == [
                "config:7:26: warning: the plugin \"nowhere\" of user \"gone\" is not on the PATH [plugin-not-found]",
                "    install it; its hint begins: Get it\\u{1B}[1m from",
                "config:9:26: warning: the plugin \"./notes\" of user \"text\" leads to nothing that can be run [plugin-not-found]",
                "    install it, or correct the command",
            ])
        #expect(result.status == 0)
        let other = try folder.check(["--rule", "plugin-not-found", "--kubeconfig", "config"], ["PATH": "bin"])
        #expect(lines(other).contains { $0.contains("of user \"bare\" is not on the PATH") })
        #expect(!FileSnapshot.exists(folder.path + "/was-run"))
    }

    static let policies: [(settings: String, users: [String])] = [
        ("credentialPluginPolicy: AllowAll", []), ("credentialPluginPolicy: ''", []), ("", []),
        ("credentialPluginPolicy: DenyAll", ["bare", "path", "gone", "text"]),
        ("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: plug}]", ["gone", "text"]),
        ("credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{name: BIN/plug}]", ["gone", "text"]),
        (
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: other}, {command: nowhere}]",
            ["bare", "path", "text"]
        ),
    ]

    @Test(arguments: policies)
    func pluginsThatTheKubercDoesNotAllowAreFound(_ settings: String, _ users: [String]) throws {
        let folder = try folder()
        let bin = folder.path + "/bin"
        try folder.folder.write(
            "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n"
                + settings.replacing("BIN", with: bin) + "\n", to: "kuberc")
        let found = try lines(
            folder.check(
                ["--rule", "plugin-not-allowed", "--rule", "bad-kuberc", "--kubeconfig", "config"],
                ["PATH": bin, "KUBERC": folder.path + "/kuberc"])
        ).filter { !$0.hasPrefix("    ") }
        let expected = users.map { user in
            let command = ["bare": "plug", "path": "bin/../bin/plug", "gone": "nowhere", "text": "./notes"][user] ?? ""
            let line = ["bare": 3, "path": 5, "gone": 7, "text": 9][user] ?? 0
            return
                "config:\(line):26: error: kubectl is not allowed to run the plugin \"\(command)\" of user \"\(user)\" [plugin-not-allowed]"
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("credentialPluginPolicy: Some", ":3:25: error: there is no plugin policy \"Some\""),
        (
            "credentialPluginPolicy: Allowlist",
            ":3:25: error: the policy is Allowlist, and there is no credentialPluginAllowlist"
        ),
        (
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []",
            ":4:28: error: the allowlist is empty; the policy for that is DenyAll"
        ),
        (
            "credentialPluginPolicy: DenyAll\ncredentialPluginAllowlist: []",
            ":4:28: error: there is an allowlist, and the policy is not Allowlist"
        ),
        ("credentialPluginAllowlist: [{command: x}]", ":3:28: error: there is an allowlist, and the policy is not"),
        (
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: ./x}]",
            ":4:29: error: \"./x\" must be written \"x\""
        ),
        (
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: ''}]",
            ":4:29: error: an entry has no command"
        ),
        (
            "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{command: a, name: b}]",
            ":4:29: error: command and name differ"
        ),
        ("credentialPluginPolicy: y", ":3:25: error: credentialPluginPolicy must be a string"),
        ("credentialPluginAllowlist: {}", ":3:28: error: credentialPluginAllowlist must be a list"),
        ("apiVersion: kubectl.config.k8s.io/v2", ":3:13: error: its apiVersion must be kubectl.config.k8s.io/v1beta1"),
        ("kind: Preferences", ":3:7: error: its kind must be Preference"),
        ("a: [", ":4:1: error: did not find expected"),
    ])
    func settingsThatKubectlRefuses(_ settings: String, _ message: String) throws {
        let folder = try folder()
        try folder.folder.write(
            "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n\(settings)\n", to: "kuberc")
        let variables: Environment = ["KUBERC": folder.path + "/kuberc", "PATH": folder.path + "/bin"]
        let arguments = ["--rule", "bad-kuberc", "--kubeconfig", "config"]
        let result = try folder.check(arguments, variables)
        #expect(result.output.hasPrefix("~/kuberc" + message), "\(result)")
        #expect(result.status == 1)
        // kubectl is the judge.
        let outcome = try TestProcess.run(
            ["kubectl", "config", "view", "--kubeconfig", folder.path + "/config"],
            environment: ["HOME": "/nonexistent", "KUBERC": folder.path + "/kuberc"])
        #expect(outcome.end != .exited(0))
        #expect(outcome.errors.hasPrefix("error occurred while applying preferences"), "\(outcome)")
        for off in [["KUBERC": "off"], ["KUBECTL_KUBERC": "false"]] as [Environment] {
            #expect(try folder.check(arguments, variables.merging(off)).output == "")
        }
    }

    @Test func theUsualPlaceAndAMissingFile() throws {
        let folder = try folder()
        try Directory.create(folder.path + "/.kube", mode: 0o700)
        try folder.folder.write(
            "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ncredentialPluginPolicy: DenyAll\n",
            to: ".kube/kuberc")
        let arguments = ["--rule", "plugin-not-allowed", "--rule", "bad-kuberc", "--kubeconfig", "config"]
        let found = try folder.check(arguments, ["HOME": folder.path])
        #expect(found.errors == "4 errors in 1 file.\n")
        #expect(
            found.output.contains("    set credentialPluginPolicy in '~/.kube/kuberc' to Allowlist")
                || found.output.contains("in ~/.kube/kuberc to Allowlist"))
        #expect(try folder.check(arguments).output == "")
        #expect(
            try folder.check(arguments, ["KUBERC": "/nowhere"]).output.hasPrefix(
                "/nowhere: error: cannot read \"/nowhere\": no such file or directory [bad-kuberc]\n"))
    }

    @Test func aFileInTheUsualPlaceThatCannotBeReadDoesNotCount() throws {
        let folder = try folder()
        try Directory.create(folder.path + "/.kube", mode: 0o700)
        try folder.folder.write("apiVersion: v1\ncredentialPluginPolicy: DenyAll\n", to: ".kube/kuberc")
        let rules = ["bad-kuberc", "ignored-kuberc", "plugin-not-allowed"].flatMap { ["--rule", $0] }
        let result = try folder.check(rules + ["--kubeconfig", "config"], ["HOME": folder.path])
        #expect(
            result
                == CommandResult(
                    output: """
                        ~/.kube/kuberc:1:13: warning: its apiVersion must be kubectl.config.k8s.io/v1beta1 [ignored-kuberc]
                            correct the file

                        """, errors: "1 warning in 1 file.\n"))
        let view = try TestProcess.run(
            ["kubectl", "config", "view", "--kubeconfig", folder.path + "/config"], environment: ["HOME": folder.path])
        #expect(view.end == .exited(0))
    }
}
