// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Sessions: shells and commands with a current context of their own, over kubeconfigs that others change meanwhile.
@Suite struct SessionTests {
    @Test func aShellHasItsContextAndEndsWithItsStatus() throws {
        let home = try ShellHome()
        let script = """
            kubering shell prod-eu <<'END'
            kubectl config current-context; kubectl config view --minify -o 'jsonpath={..namespace}{"\\n"}'
            stat -c %a "${KUBECONFIG%%:*}"; grep -c s3cr3t "${KUBECONFIG%%:*}"
            umask; ulimit -c
            exit 7
            END
            echo $?
            """
        #expect(
            try home.output(of: "umask 022; ulimit -c 0; " + script) == "prod-eu\nweb\n600\n0\n0022\n0\n7\n")
        #expect(home.sessions == [])
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func shellsInShellsKnowTheirDepthAndDoNotPileUp() throws {
        let home = try ShellHome()
        let script = """
            kubering shell prod-eu <<'A'
            kubering prompt --format '{context}[ {depth}]'
            kubering shell prod-us <<'B'
            kubering prompt --format '{context}[ {depth}]'
            echo "$KUBECONFIG" | tr : '\\n' | wc -l; echo "$KUBERING_KUBECONFIG"
            exit 3
            B
            echo $?; kubering prompt --format '{context}[ {depth}]'
            A
            kubering prompt --format '{context}[ {depth}]'
            """
        #expect(try home.output(of: script) == "prod-eu 1\nprod-us 2\n2\n~/config\n3\nprod-eu 1\ndev\n")
    }

    /// The variables can say anything: a folder that no session made is left alone.
    @Test(arguments: ["--unset", "dev"])
    func noOtherFolderIsTakenForASession(_ word: String) throws {
        let home = try ShellHome()
        let config = home.home.kubeconfig
        try home.home.folder.write("keep", to: "precious")
        let before = home.home.names()
        let script = """
            export KUBERING_SESSION=\(config) KUBECONFIG=\(config) KUBERING_HOOK=bash KUBERING_DEPTH=9223372036854775807
            kubering use --shell \(word) >/dev/null; echo $?
            kubering prompt --format '{depth}'
            """
        #expect(try home.output(of: script) == "\(word == "dev" ? 0 : 64)\n1000000\n")
        #expect(home.home.names() == before)
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func aSwitchByKubectlStaysInside() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu -- sh -c '
                kubectl config use-context prod-us >/dev/null; kubering ns foo; kubering current; kubering ns
                kubering use dev; kubectl config set-context --current --namespace=bar >/dev/null
                kubectl config view --minify -o "jsonpath={..namespace}"'
            """
        #expect(try home.output(of: script) == "prod-us\nfoo\nbar")
        #expect(try home.home.text() == ShellHome.kubeconfig)
        #expect(home.sessions == [])
    }

    @Test func whatIsRefreshedOutsideIsSeenInside() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu -- sh -c '
                env -u KUBECONFIG kubectl config --kubeconfig=\(home.home.kubeconfig) set-credentials jane --token=fresh >/dev/null
                kubectl config view --minify --raw -o "jsonpath={.users[0].user.token}"'
            """
        #expect(try home.output(of: script) == "fresh")
    }

    @Test func aDeletedOriginalIsMissedAndNothingElse() throws {
        let home = try ShellHome()
        let script = """
            kubering exec prod-eu -- sh -c '
                mv \(home.home.kubeconfig) \(home.home.kubeconfig).away
                kubering current; kubering prompt; kubering use dev; echo $?; kubering ns foo
                mv \(home.home.kubeconfig).away \(home.home.kubeconfig)
                kubering use dev; kubering current'
            """
        #expect(try home.output(of: script) == "prod-eu\nprod-eu:web\n2\ndev\n")
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func twoShellsAtOnceDoNotSeeEachOther() throws {
        let home = try ShellHome()
        let work = """
            for i in 1 2 3 4 5 6 7 8; do
                kubering use dev; kubering use $0 -n n$i; [ "$(kubering current) $(kubering ns)" = "$0 n$i" ] || echo wrong
            done
            """
        let script = """
            kubering exec prod-eu -- sh -c '\(work)' prod-eu & kubering exec prod-us -- sh -c '\(work)' prod-us
            wait; kubering current
            """
        #expect(try home.output(of: script) == "dev\n")
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func theWayBackIsTheSessionsOwn() throws {
        let home = try ShellHome()
        #expect(
            try home.output(
                of: """
                    kubering use prod-us; kubering use dev
                    kubering exec prod-eu -- sh -c 'kubering use -; echo $?; kubering use prod-us; kubering use -; kubering current'
                    kubering use -; kubering current
                    """) == "2\nprod-eu\nprod-us\n")
    }

    @Test func theOneBeforeIsADash() throws {
        let home = try ShellHome()
        let script = """
            kubering use prod-us -q; kubering use dev -q
            kubering shell - <<<'kubectl config current-context'
            (eval "$(kubering env -)"; kubectl config current-context)
            """
        #expect(try home.output(of: script, in: "bash") == "prod-us\nprod-us\n")
        let refused = try ShellHome().run("kubering shell - </dev/null")
        #expect(refused.end != .exited(0) && refused.errors.hasPrefix("error: "), "\(refused.errors)")
    }

    @Test(arguments: ["exec prod-eu -- kubectl config current-context", "env prod-eu", "shell prod-eu </dev/null"])
    func noFrontIsWhereKUBECONFIGCannotSayIt(_ command: String) throws {
        let home = try ShellHome()
        home.home.environment["XDG_RUNTIME_DIR"] = nil
        home.home.environment["XDG_STATE_HOME"] = home.home.folder.path + "/a:b"
        let outcome = try home.run("kubering " + command)
        #expect(outcome.end != .exited(0) && outcome.output == "")
        #expect(
            outcome.errors.contains("cannot be in KUBECONFIG, which separates files by colons"), "\(outcome.errors)")
    }

    @Test func undoOfARenameTakesTheShellAlong() throws {
        let home = try ShellHome()
        let script = """
            kubering shell prod-us -n mine <<'END'
            kubering context rename prod-us other -q
            kubectl config current-context
            kubering undo -q
            kubectl config current-context
            kubering undo --redo -q
            kubectl config current-context
            kubering prompt
            END
            """
        let outcome = try home.run(script, in: "bash")
        #expect(outcome.output == "other\nprod-us\nother\nother:mine\n")
        #expect(outcome.errors == "A shell in context \"prod-us\"; exit leaves it.\n")
    }

    @Test func undoSaysThatTheShellsContextIsGone() throws {
        let home = try ShellHome()
        let script = """
            kubering shell prod-us <<'END'
            kubering context copy prod-us third -q; kubering use third -q; kubering undo
            END
            """
        let outcome = try home.run(script, in: "bash")
        #expect(
            outcome.errors.contains("this shell's context \"third\" is in none of your files any more"),
            "\(outcome.errors)")
    }

    @Test func undoKnowsNothingOfSessions() throws {
        let home = try ShellHome()
        let script =
            "kubering use prod-us; kubering exec prod-eu -- kubering use dev; kubering undo; kubering current"
        #expect(try home.output(of: script) == "dev\n")
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func envIsTheSameForAShellThatEvaluatesIt() throws {
        let home = try ShellHome()
        #expect(
            try home.output(of: #"eval "$(kubering env eu -n foo)"; kubering current; kubering ns; kubering use dev"#)
                == "prod-eu\nfoo\n")
        #expect(
            try home.output(
                of: "kubering env eu -n foo --shell fish | source; kubering current; kubering ns", in: "fish")
                == "prod-eu\nfoo\n")
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func relativePathsHoldInOtherFolders() throws {
        let home = try ShellHome()
        home.home.environment["KUBECONFIG"] = "config"
        #expect(
            try home.output(
                of: "cd \(home.home.folder.path); kubering exec prod-eu -- sh -c 'cd /; kubectl config current-context'"
            )
                == "prod-eu\n")
    }

    @Test func readOnlyKubeconfigsAreEnough() throws {
        let home = try ShellHome()
        chmod(home.home.kubeconfig, 0o400)
        #expect(try home.output(of: "kubering exec prod-eu -- sh -c 'kubering use dev; kubering current'") == "dev\n")
    }

    @Test func startFilesThatSetKUBECONFIGDoNotEndTheSession() throws {
        for (shell, file) in [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", ".config/fish/config.fish")] {
            let home = try ShellHome()
            let folder = home.home.environment["HOME", default: ""]
            try Directory.create(LexicalPath.directory(of: "\(folder)/\(file)"), mode: 0o700)
            let line =
                shell == "fish"
                ? "set -gx KUBECONFIG /elsewhere; set -gx MARK seen" : "export KUBECONFIG=/elsewhere MARK=seen"
            try home.home.folder.write(line + "\n", to: "home/" + file)
            let path = try home.output(of: "command -v \(shell)")
            // -i by a terminal: script(1) makes one.
            let script = """
                printf 'kubering current; echo $MARK; exit 4\\n' | script -qec 'SHELL=\(path.dropLast()) kubering shell prod-eu' /dev/null >\(folder)/seen; echo $?
                """
            #expect(try home.output(of: script) == "4\n", "\(shell)")
            let seen = String(decoding: try PrivateFile(folder + "/seen").read() ?? [], as: UTF8.self)
            #expect(seen.contains("prod-eu\r\n"), "\(shell): \(seen)")
            #expect(seen.contains("seen\r\n"), "\(shell): \(seen)")
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func signalsArePassedOnAndTheFrontGoes(_ signal: Int32) throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        let process = try home.home.start([
            "exec", "prod-eu", "--", "sh", "-c",
            "trap 'exit 9' TERM HUP INT; touch \(path)/started; while :; do sleep 0.05; done",
        ])
        while !home.home.names().contains("started") { usleep(2_000) }
        #expect(home.sessions.count == 1)
        process.signal(signal)
        #expect(process.outcome().end == .exited(9))
        #expect(home.areSessionsGone())
    }

    @Test func whatAKilledOneLeavesIsSwept() throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        let process = try home.home.start(["exec", "prod-eu", "--", "sh", "-c", "touch \(path)/started; exec sleep 1"])
        while !home.home.names().contains("started") { usleep(2_000) }
        process.signal(SIGKILL)
        _ = process.outcome()
        #expect(home.sessions.count == 1)
        // What it started is still in the session for a second.
        #expect(home.areSessionsGone())
    }

    /// Whoever still runs in a session stays in its context.
    @Test(arguments: ["exec prod-eu --", "shell prod-eu <"])
    func theFrontStaysAsLongAsAProgramNeedsIt(_ command: String) throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        try home.home.folder.write(
            "(while [ ! -e \(path)/go ]; do sleep 0.05; done; kubectl config current-context >\(path)/seen) &\n",
            to: "job")
        let script = """
            kubering \(command) \(command.hasSuffix("--") ? "sh " : "")\(path)/job >/dev/null 2>&1
            kubering exec dev -- true; touch \(path)/go
            while [ ! -s \(path)/seen ]; do sleep 0.05; done; cat \(path)/seen
            """
        #expect(try home.output(of: script) == "prod-eu\n")
        #expect(home.areSessionsGone())
    }

    @Test func aShellWhoseFrontIsGoneSaysSo() throws {
        let home = try ShellHome()
        let script = """
            kubering shell prod-eu <<'END'
            rm -r "${KUBERING_SESSION%/*}"
            kubering prompt; kubering prompt --shell bash | grep -c '31m.*broken session'
            kubering current
            kubering use prod-us; kubering prompt; kubectl config current-context
            END
            """
        let outcome = try home.run(script)
        #expect(outcome.output == "kubering: broken session\n1\ndev\nprod-us:default\nprod-us\n", "\(outcome)")
        #expect(
            outcome.errors.split(separator: "\n").count {
                $0.hasPrefix("warning: the kubeconfig of this shell's session")
            }
                == 2, "\(outcome)")
        #expect(try home.home.text() == ShellHome.kubeconfig)
    }

    @Test func foldersThatOthersCouldChangeAreNotUsed() throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        chmod(path + "/run", 0o755)
        #expect(
            try home.output(of: "kubering exec prod-eu -- sh -c 'echo ${KUBECONFIG%%sessions*}'")
                == "~/home/.local/state/kubering/\n")
        chmod(path + "/home/.local/state/kubering/sessions", 0o770)
        let outcome = try home.home.kubering("exec", "prod-eu", "--", "true")
        #expect(outcome.end == .exited(1) && outcome.errors.contains("must be a folder of your own with mode 0700"))
    }

    @Test func namelessContextsHaveNoSession() throws {
        let home = try ShellHome(
            ShellHome.kubeconfig.replacing("- name: prod-us\n", with: "- name: ''\n"))
        let outcome = try home.home.kubering("exec", "*", "--", "kubectl", "config", "current-context")
        #expect(outcome.output == "dev     | dev\nprod-eu | prod-eu\n" && outcome.end == .exited(1), "\(outcome)")
        #expect(outcome.errors.contains("a context without a name cannot be a session's"), "\(outcome)")
        let shell = try home.home.kubering("shell", "")
        #expect(shell.end == .exited(64) && shell.errors.contains("kubering context rename '' NAME"), "\(shell)")
    }

    /// The code is for who evaluates it, which the user's own shell need not be.
    @Test(arguments: [("bash", "fish"), ("sh", "fish"), ("zsh", "fish"), ("fish", "bash")])
    func envKnowsWhoAsks(_ asking: String, _ users: String) throws {
        let home = try ShellHome()
        home.home.environment["SHELL"] = "/usr/bin/" + users
        let script = asking == "fish" ? "kubering env prod-eu | source" : #"eval "$(kubering env prod-eu)""#
        let outcome = try home.run(script + "; kubectl config current-context", in: asking)
        #expect(outcome.output == "prod-eu\n" && outcome.errors == "", "\(outcome)")
    }

    /// The kernel tells a terminal's hangup to the session's leader alone.
    @Test(arguments: [["prod-eu"], ["prod-eu", "prod-us"]])
    func aHangupIsPassedOn(_ contexts: [String]) throws {
        let home = try ShellHome()
        let path = home.home.folder.path
        let script = """
            import os, pty, sys, time
            process, terminal = pty.fork()
            if process == 0:
                os.execv(sys.argv[1], sys.argv[1:])
            while not os.path.exists('\(path)/started'):
                time.sleep(0.02)
            os.close(terminal)
            print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
            """
        let outcome = try TestProcess.run(
            ["python3", "-c", script, Home.kubering, "exec"] + contexts
                + ["--", "sh", "-c", "touch \(path)/started; exec sleep 600"], environment: home.home.environment)
        #expect(outcome.output == "\(128 + SIGHUP)\n", "\(outcome)")
        #expect(home.sessions == [])
    }

    @Test func bytesThatAreNoTextReachTheProgram() throws {
        let home = try ShellHome()
        let script = """
            export ODD=$(printf 'a\\377b\\303')
            kubering exec dev -- sh -c 'printf %s "$1$2$ODD"' sh "$(printf 'x\\376')" "$(printf 'x\\377')" | od -An -tx1
            """
        #expect(try home.output(of: script) == " 78 fe 78 ff 61 ff 62 c3\n")
    }
}
