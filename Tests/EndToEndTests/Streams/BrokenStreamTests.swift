// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Standard streams that are closed, full or read by nobody.
@Suite struct BrokenStreamTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let status: Int32
        let errors: String
    }

    @Test(
        "end the program as they should",
        arguments: [
            Case(
                testDescription: "a reader that has seen enough",
                script: "{ sleep 0.3; \"$1\" list; echo $? >&3; } | true", status: 0, errors: "0\n"),
            Case(
                testDescription: "a full disk", script: "\"$1\" list >/dev/full", status: 1,
                errors: "error: cannot write to standard output: no space left on device\n"),
            Case(
                testDescription: "a closed output", script: "\"$1\" list >&-", status: 1,
                errors: "error: cannot write to standard output: bad file descriptor\n"),
            Case(
                testDescription: "all closed", script: "\"$1\" use context-1 <&- >&- 2>&-; echo $? >&3", status: 0,
                errors: "0\n"),
        ])
    func ends(_ broken: Case) throws {
        let home = try Home(ManyContexts(count: 2).text)
        let outcome = try TestProcess.run(
            ["bash", "-c", "exec 3>&2; " + broken.script, "bash", Home.kubering], environment: home.environment)
        #expect(outcome.errors == broken.errors)
        #expect(outcome.end == .exited(broken.status))
        #expect(outcome.output == "")
        // A file that took the number of a closed stream would have received the messages.
        var expected = ManyContexts(count: 2)
        if broken.script.contains(" use ") { expected.current = "context-1" }
        #expect(try home.text() == expected.text)
        #expect(home.names() == ["config"])
    }

    @Test(
        "no command shows a secret of the file",
        arguments: [
            ["status"], ["status", "-o", "json"], ["list", "-o", "json"], ["list", "-o", "yaml"],
            ["list", "users", "-o", "json"],
            ["list", "-o", "wide"], ["view"], ["view", "-o", "json"], ["view", "--minify"], ["view", "--flatten"],
            ["use", "context-1", "--dry-run"], ["use", "unknown"], ["use", "context-1"], ["current"],
            ["credential", "list"],
            ["ns", "web", "--dry-run"], ["ns", "Not A Name"], ["list", "clusters"], ["credential", "stores"],
        ])
    func secretStaysInside(_ arguments: [String]) throws {
        let home = try Home(ManyContexts(count: 2).text)
        let outcome = try home.start(arguments).outcome()
        #expect(!(outcome.output + outcome.errors).isEmpty)
        #expect(!outcome.output.contains(ManyContexts.secret))
        #expect(!outcome.errors.contains(ManyContexts.secret))
    }

    /// Another program may have made a pipe that both have non-blocking.
    @Test func anOutputThatDoesNotBlockIsWaitedFor() throws {
        let home = try Home(ManyContexts(count: 5_000).text)
        let script = """
            import os, subprocess, sys, time
            source, end = os.pipe()
            os.set_blocking(end, False)
            process = subprocess.Popen([sys.argv[1], 'list'], stdout=end)
            os.close(end)
            time.sleep(0.5)
            lines = open(source).read().count('\\n')
            print(lines, process.wait())
            """
        let outcome = try TestProcess.run(
            ["python3", "-c", script, Home.kubering], environment: home.environment)
        #expect(outcome.output == "5001 0\n" && outcome.errors == "", "\(outcome)")
    }
}
