// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering use`, in process.
@Suite struct UseTests {
    static let cases: [(arguments: [String], result: CommandResult, line: String)] = [
        (
            ["use", "jane@prod"], CommandResult(errors: "Switched to context \"jane@prod\".\n"),
            "current-context: jane@prod  # mind this"
        ),
        (
            ["jane@prod"], CommandResult(errors: "Switched to context \"jane@prod\".\n"),
            "current-context: jane@prod  # mind this"
        ),
        (
            ["use", "staging"], CommandResult(errors: "Already on context \"staging\".\n"),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "--unset"], CommandResult(errors: "No context is current now.\n"),
            "current-context: \"\"  # mind this"
        ),
        (
            ["use", "prod\u{1B}[31m"], CommandResult(errors: "Switched to context \"prod\\u{1B}[31m\".\n"),
            "current-context: \"prod\\u001b[31m\"  # mind this"
        ),
        (
            ["use", "stagign"],
            CommandResult(errors: "error: no context named \"stagign\"; did you mean \"staging\"?\n", status: 2),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "\u{1B}]0;x\u{7}"],
            CommandResult(
                errors: "error: no context named \"\\u{1B}]0;x\\u{7}\"; see: kubering list contexts\n", status: 2),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "JANE"], CommandResult(errors: "Switched to context \"jane@prod\".\n"),
            "current-context: jane@prod  # mind this"
        ),
        (
            ["use", "*@prod"], CommandResult(errors: "Switched to context \"jane@prod\".\n"),
            "current-context: jane@prod  # mind this"
        ),
        (
            ["env", "x*"],
            CommandResult(errors: "error: no context fits \"x*\"; see: kubering list contexts\n", status: 2),
            "current-context: staging  # mind this"
        ),
        (
            ["shell", "x*"],
            CommandResult(errors: "error: no context fits \"x*\"; see: kubering list contexts\n", status: 2),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "prod"],
            CommandResult(
                errors:
                    "error: \"prod\" fits several contexts: \"prod\\u{1B}[31m\", \"jane@prod\"; say more of the name\n",
                status: 2), "current-context: staging  # mind this"
        ),
        (
            ["use", ""], CommandResult(errors: "error: the name of a context must not be empty\n", status: 64),
            "current-context: staging  # mind this"
        ),
        (
            ["stagin"],
            CommandResult(
                errors: """
                    error: "stagin" is neither a command nor a context; did you mean "staging"?

                    """, status: 64),
            "current-context: staging  # mind this"
        ),
        (
            ["context", "use", "prod"],
            CommandResult(
                errors:
                    "error: \"prod\" fits several contexts: \"prod\\u{1B}[31m\", \"jane@prod\"; say more of the name\n",
                status: 2), "current-context: staging  # mind this"
        ),
        (
            ["context", "current"], CommandResult(output: "staging\n"), "current-context: staging  # mind this"
        ),
        (
            ["get-contexts"],
            CommandResult(
                errors: "error: \"get-contexts\" is neither a command nor a context; did you mean \"list\"?\n",
                status: 64),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "x", "--unset"],
            CommandResult(
                errors: """
                    error: --unset takes no context and no namespace
                    \(usage)
                    """, status: 64),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "-n", "x"],
            CommandResult(
                errors: """
                    error: say which context; for the current one: kubering ns NAMESPACE
                    \(usage)
                    """, status: 64),
            "current-context: staging  # mind this"
        ),
        (
            ["use", "jane@prod", "--dry-run"],
            CommandResult(
                output: """
                    --- ~/.kube/config
                    +++ ~/.kube/config
                    @@ -1,7 +1,7 @@
                     # Ours.
                     apiVersion: v1
                     kind: Config
                    -current-context: staging  # mind this
                    +current-context: jane@prod  # mind this
                     clusters:
                     - name: staging
                       cluster: {server: "https://staging.example.com:6443"}

                    """), "current-context: staging  # mind this"
        ),
        (
            ["use"], CommandResult(output: "staging\nprod\\u{1B}[31m\njane@prod\n"),
            "current-context: staging  # mind this"
        ),
    ]

    static let usage = """
        Usage: kubering use [<context>] [--namespace <namespace>] [--unset] [--shell] [--kubeconfig <file>] [--dry-run] [--yes]
          See 'kubering use --help' for more information.

        """

    @Test(arguments: cases.indices)
    func saysWhatItDoesAndChangesOneLine(_ index: Int) throws {
        let (arguments, expected, line) = Self.cases[index]
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        #expect(world.run(arguments) == expected)
        var lines = SampleKubeconfig.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[3] = line
        #expect(try world.kubeconfig == lines.joined(separator: "\n"))
    }

    @Test func dashGoesBackToTheContextBefore() throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        let nowhere = world.run(["use", "-"])
        #expect(
            nowhere
                == CommandResult(
                    errors: "error: there is no previous context yet; switch once with: kubering use CONTEXT\n",
                    status: 2))
        _ = world.run(["use", "jane@prod"])
        _ = world.run(["use", "-"])
        #expect(try world.kubeconfig == SampleKubeconfig.text)
        #expect(world.errors.capturedText.hasSuffix("Switched to context \"staging\".\n"))
    }
}
