// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering ns`, in process.
@Suite struct NamespaceTests {
    static let staging = "  context: {cluster: staging, user: jane, namespace: web}"
    static let cases: [(arguments: [String], result: CommandResult, line: String)] = [
        (
            ["ns", "api"], CommandResult(errors: "Context \"staging\" uses namespace \"api\".\n"),
            "  context: {cluster: staging, user: jane, namespace: api}"
        ),
        (
            ["ns", "--unset"], CommandResult(errors: "Context \"staging\" uses namespace \"default\".\n"),
            "  context: {cluster: staging, user: jane}"
        ),
        (["ns"], CommandResult(output: "web\n"), staging),
        (["ns", "-c"], CommandResult(output: "web\n"), staging),
        (["ns", "--current", "--context", "jane@prod"], CommandResult(output: "default\n"), staging),
        (
            ["ns", "--current", "x"],
            CommandResult(
                errors: """
                    error: --current takes no namespace and no --unset
                    Usage: kubering ns [<namespace>] [--unset] [--current] [--force] [--context <context>] [--kubeconfig <file>] [--dry-run]
                      See 'kubering ns --help' for more information.

                    """, status: 64), staging
        ),
        (["ns", "--context", "jane@prod"], CommandResult(output: "default\n"), staging),
        (
            ["ns", "Bad_Name"],
            CommandResult(
                errors: "error: \"Bad_Name\" cannot be a namespace: up to 63 lower-case letters, digits and dashes, "
                    + "with a letter or digit at both ends\n", status: 1), staging
        ),
        (
            ["ns", "x", "--context", "stagin"],
            CommandResult(errors: "error: no context named \"stagin\"; did you mean \"staging\"?\n", status: 2), staging
        ),
        (
            ["ns", "w*"], CommandResult(errors: "Context \"staging\" uses namespace \"web\".\n"), staging
        ),
        (
            ["ns", "x*"],
            CommandResult(
                errors: "error: no context with the cluster of \"staging\" uses a namespace that fits \"x*\"; "
                    + "say the whole name\n", status: 2), staging
        ),
        (
            ["ns", "x", "--unset"],
            CommandResult(
                errors: """
                    error: --unset takes no namespace
                    Usage: kubering ns [<namespace>] [--unset] [--current] [--force] [--context <context>] [--kubeconfig <file>] [--dry-run]
                      See 'kubering ns --help' for more information.

                    """, status: 64), staging
        ),
    ]

    @Test(arguments: [["ns", "-"], ["use", "-"], ["undo"], ["undo", "--redo"]])
    func withoutAPlaceToRememberThereIsNoWayBack(_ arguments: [String]) throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        world.value.environment = ["KUBECONFIG": world.folder.path + "/.kube/config"]
        #expect(world.run(["use", "jane@prod"]) == CommandResult(errors: "Switched to context \"jane@prod\".\n"))
        let result = world.run(arguments)
        #expect(result.status == 1)
        #expect(
            result.errors.hasSuffix(
                "error: nothing is remembered without HOME or XDG_STATE_HOME; set one of them to an absolute path\n"))
    }

    @Test(arguments: cases.indices)
    func saysWhatItDoesAndChangesOneLine(_ index: Int) throws {
        let (arguments, expected, line) = Self.cases[index]
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        #expect(world.run(arguments) == expected)
        var lines = SampleKubeconfig.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[12] = line
        #expect(try world.kubeconfig == lines.joined(separator: "\n"))
    }

    @Test func dashGoesBackToTheNamespaceBefore() throws {
        let world = try FakeWorld()
        try world.writeKubeconfig(SampleKubeconfig.text)
        _ = world.run(["ns", "api"])
        _ = world.run(["ns", "-"])
        #expect(try world.kubeconfig == SampleKubeconfig.text)
    }
}
