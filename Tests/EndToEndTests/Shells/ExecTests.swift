// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// `kubering exec`.
@Suite struct ExecTests {
    static let endings: [(command: [String], status: Int32)] = [
        (["true"], 0), (["sh", "-c", "exit 42"], 42), (["sh", "-c", "kill -TERM $$"], 143), (["nosuch"], 127),
        (["/"], 126),
    ]

    @Test(arguments: endings)
    func inOneContextTheStatusIsTheCommands(_ command: [String], _ status: Int32) throws {
        let home = try ShellHome()
        let outcome = try TestProcess.run(
            [Home.kubering, "exec", "dev", "--"] + command, environment: home.home.environment)
        #expect(outcome.end == .exited(status))
        #expect(home.sessions == [])
    }

    /// A parent that ignores SIGCHLD hands that on, and then children vanish without a status.
    @Test(arguments: ["dev", "'prod-*'"]) func aParentThatIgnoresItsChildren(_ pattern: String) throws {
        let home = try ShellHome()
        let outcome = try home.run("trap '' CHLD; exec kubering exec -q \(pattern) -- sh -c 'exit 3'")
        #expect(outcome.end == .exited(pattern == "dev" ? 3 : 1), "\(outcome)")
    }

    @Test func inOneContextTheStreamsAreTheCommands() throws {
        let home = try ShellHome()
        #expect(try home.output(of: "printf x | kubering exec . -- sh -c 'cat; printf y'") == "xy")
    }

    @Test func inSeveralTheLinesStandTogetherInOrder() throws {
        let home = try ShellHome()
        let outcome = try home.run(
            """
            kubering exec 'prod-*' dev -- sh -c '
                context=$(kubering current); [ $context = prod-eu ] && sleep 0.3; [ $context = dev ] && exit 3
                echo one; echo two >&2; printf three'
            """)
        #expect(
            outcome.output
                == "prod-eu | one\nprod-eu | three\nprod-us | one\nprod-us | three\n")
        let errors = outcome.errors.split(separator: "\n")
        #expect(errors.prefix(2) == ["prod-eu | two", "prod-us | two"])
        #expect(
            errors.dropFirst(2).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "CONTEXT STATUS", "prod-eu 0", "prod-us 0", "dev 3",
            ])
        #expect(outcome.end == .exited(1))
        #expect(home.sessions == [])
    }

    @Test func namespacesAreTakenFromTheList() throws {
        let home = try ShellHome()
        let script = """
            kubering exec 'prod-*' -n 'team-*' -n web -q -- kubectl config view --minify -o 'jsonpath={..namespace}'
            """
        #expect(
            try home.output(of: script)
                == "prod-eu/team-a | team-a\nprod-eu/web    | web\nprod-us/team-a | team-a\nprod-us/web    | web\n")
        #expect(try home.run("kubering exec dev -n 'x*' -- true").end == .exited(2))
        #expect(try home.run("kubering exec dev -n X -- true").end == .exited(1))
        #expect(try home.run("kubering exec 'x*' -- true").end == .exited(2))
        #expect(try home.run("kubering exec dev").end == .exited(64))
        #expect(try home.run("kubering exec -- true").end == .exited(64))
        #expect(try home.run("kubering exec dev --parallel 0 -- true").end == .exited(64))
    }

    /// A namespace that a kubeconfig names reaches the terminal as text only.
    @Test func namesAreShownWithoutWhatTheyCouldDo() throws {
        let namespace = "web\\e[31m"
        let home = try ShellHome(
            """
            contexts:
            - {name: "a\\e[1m", context: {namespace: "\(namespace)"}}
            - {name: b, context: {namespace: "\(namespace)"}}
            """)
        let outcome = try home.run("kubering exec '*' -n 'web*' -- sh -c 'echo x; exit 3'")
        #expect(!(outcome.output + outcome.errors).contains("\u{1B}"), "\(outcome)")
    }

    @Test func aFailureStopsTheRestWhenAsked() throws {
        let home = try ShellHome()
        let outcome = try home.run("kubering exec prod-eu dev prod-us --parallel 1 --fail-fast -- false")
        #expect(outcome.end == .exited(1))
        #expect(outcome.errors.split(separator: "\n").dropFirst(2).allSatisfy { $0.hasSuffix("not run") })
        let stopped = try home.run(
            """
            kubering exec prod-eu dev prod-us --parallel 3 --fail-fast -- sh -c '
                [ $(kubering current) = prod-us ] && exit 1; exec sleep 600'
            """)
        #expect(stopped.end == .exited(1))
        #expect(stopped.errors.contains("signal 15"))
        #expect(home.sessions == [])
    }

    @Test func whatAScriptWaitsForIsEndedWithIt() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu dev prod-us --parallel 3 --fail-fast -- sh -c '
                [ $(kubering current) = prod-us ] && { sleep 0.5; exit 1; }
                sh -c "echo \\$\\$ >>pids; sleep 600; true"; true'
            """
        let outcome = try home.run("cd \(home.home.folder.path); " + script)
        #expect(outcome.end == .exited(1))
        let pids = try home.run("cat \(home.home.folder.path)/pids").output.split(separator: "\n").compactMap {
            Int32($0)
        }
        #expect(pids.count == 2)
        #expect(Patience.waits { pids.allSatisfy { kill($0, 0) != 0 } })
    }

    @Test func noMoreThanTheLimitRunAtOnce() throws {
        let names = (0..<9).map { "c\($0)" }
        let contexts = names.map { "- {name: \($0), context: {}}" }.joined(separator: "\n")
        let home = try ShellHome("contexts:\n" + contexts + "\n")
        let folder = home.home.folder.path + "/marks"
        mkdir(folder, 0o700)
        let outcome = try home.run(
            """
            kubering exec '*' --parallel 3 -q -- sh -c '
                touch \(folder)/$$; ls \(folder) | wc -l; sleep 0.1; rm \(folder)/$$'
            """)
        #expect(outcome.end == .exited(0), "\(outcome.output)\(outcome.errors)")
        let counts = outcome.output.split(separator: "\n").compactMap { Int($0.split(separator: " ").last ?? "") }
        #expect(counts.count == 9 && counts.allSatisfy { $0 <= 3 } && counts.contains { $0 > 1 }, "\(outcome.output)")
    }

    /// The first waits for the last: what has ended in between must not count.
    @Test func oneThatTakesLongKeepsNobodyFromStarting() throws {
        let home = try ShellHome()
        let mark = home.home.folder.path + "/mark"
        let outcome = try home.run(
            """
            kubering exec prod-eu prod-us dev --parallel 2 -q -- sh -c '
                case $(kubering current) in
                prod-eu) for i in $(seq 600); do [ -e \(mark) ] && exit 0; sleep 0.1; done; exit 1;;
                dev) touch \(mark);;
                esac'
            """, limit: 180)
        #expect(outcome.end == .exited(0), "\(outcome)")
    }

    @Test func muchOutputAheadOfItsTurnIsKeptWhole() throws {
        let home = try ShellHome()
        let outcome = try home.run(
            """
            kubering exec prod-eu prod-us -q -- sh -c '
                [ $(kubering current) = prod-eu ] && sleep 0.5
                i=0; while [ $i -lt 30000 ]; do echo "line $i xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"; i=$((i + 1)); done'
            """)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 60_000)
        #expect(lines.prefix(30_000).allSatisfy { $0.hasPrefix("prod-eu | line ") })
        #expect(lines.suffix(30_000).allSatisfy { $0.hasPrefix("prod-us | line ") })
    }

    @Test func aBackgroundProcessIsNotWaitedFor() throws {
        let home = try ShellHome()
        let outcome = try home.run("kubering exec prod-eu prod-us -q -- sh -c 'sleep 600 & echo done'")
        #expect(outcome.output == "prod-eu | done\nprod-us | done\n" && outcome.end == .exited(0))
    }

    @Test func aSignalEndsThemAll() throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        let process = try home.home.start([
            "exec", "prod-eu", "prod-us", "dev", "--parallel", "2", "--", "sh", "-c",
            "touch \(path)/$(kubering current); exec sleep 600",
        ])
        while !Set(["prod-eu", "prod-us"]).isSubset(of: home.home.names()) { usleep(2_000) }
        process.signal(SIGTERM)
        let outcome = process.outcome()
        #expect(outcome.end == .exited(128 + SIGTERM))
        #expect(!home.home.names().contains("dev"))
        #expect(home.areSessionsGone())
    }

    /// A reader that has seen enough ends it all, as it does with one program.
    @Test func aReaderThatHasGoneEndsThemAll() throws {
        let home = try ShellHome()
        let script = """
            set -o pipefail
            kubering exec '*' --parallel 2 -q -- sh -c 'while sleep 0.05; do echo x; done' | head -n 1
            echo ${PIPESTATUS[0]}
            """
        let outcome = try home.run(script, in: "bash", limit: 60)
        #expect(outcome.output == "dev     | x\n\(128 + SIGPIPE)\n", "\(outcome)")
        #expect(home.areSessionsGone())
        let full = try home.run("kubering exec '*' -q -- sh -c 'echo x; exec sleep 600' >/dev/full", limit: 60)
        #expect(full.end == .exited(1) && full.errors.contains("no space left on device"), "\(full)")
    }

    /// What a program has left running writes for ever.
    @Test func aFloodAfterTheEndIsNotWaitedFor() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu prod-us -q -- sh -c '
                if [ $(kubering current) = prod-eu ]; then sleep 1; else yes & fi' | tail -c 1
            """
        #expect(try home.run(script, limit: 60).end == .exited(0))
    }

    @Test func aLineThatNeverEndsIsCut() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu prod-us -q -- head -c 3000000 /dev/zero | tr '\\0' x | awk '
                { if (length($0) > longest) longest = length($0); bytes += length($0) - 10 }
                END { print longest < 1200000, bytes }'
            """
        #expect(try home.output(of: script) == "1 6000000\n")
    }

    /// Where few files may be open, fewer programs run at once.
    @Test func aLimitOfOpenFilesIsKept() throws {
        let contexts = (0..<60).map { "- {name: c\($0), context: {}}" }.joined(separator: "\n")
        let home = try ShellHome("contexts:\n" + contexts + "\n")
        let outcome = try home.run("ulimit -n 80; kubering exec '*' --parallel 60 -q -- sh -c 'sleep 0.2; echo x'")
        #expect(outcome.end == .exited(0) && outcome.output.split(separator: "\n").count == 60, "\(outcome)")
    }
}
