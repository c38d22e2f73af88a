// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// The picker on a terminal.
@Suite struct PickerTests {
    private func open(_ line: String = "kubering use", _ kubeconfig: String = ShellHome.kubeconfig) throws
        -> TerminalSession
    {
        let terminal = try TerminalSession(kubeconfig)
        try terminal.run("stty -a >\(terminal.home.home.folder.path)/before; clear; \(line); echo status $?")
        try terminal.wait(for: "context>")
        return terminal
    }

    /// Waits until the terminal is as it was before: its settings, and the screen that was there.
    private func expectGivenBack(_ terminal: TerminalSession) throws {
        let folder = terminal.home.home.folder.path
        try terminal.run("clear; stty -a | cmp - \(folder)/before && echo the same; tput cnorm")
        // And nothing else: the command line itself holds these words as well.
        try terminal.wait(forScreen: "the same\n$")
    }

    @Test func showsContextsInColumnsAndAboutOne() throws {
        let terminal = try open()
        try terminal.wait(for: "file ")
        #expect(
            try terminal.screen().replacing(terminal.home.home.kubeconfig, with: "CONFIG").split(
                separator: "\n", omittingEmptySubsequences: false
            ).filter { !$0.isEmpty }.joined(separator: "\n") == """
                context>                                                                    3/3
                    CONTEXT  CLUSTER     NAMESPACE  USER
                > * dev      everywhere  team-a     jane
                    prod-eu  everywhere  web        jane
                    prod-us  everywhere             jane
                \(String(repeating: "─", count: 80))
                cluster    everywhere
                server     https://127.0.0.1:1
                namespace  team-a
                user       jane
                signs in   token, embedded
                file       CONFIG
                ! a secret of the user stands in plain text in CONFIG
                """)
        try terminal.press("Escape")
        try terminal.wait(for: "status 1")
        try expectGivenBack(terminal)
        #expect(try terminal.home.home.text() == ShellHome.kubeconfig)
    }

    @Test func typingFiltersAndEnterSwitches() throws {
        let terminal = try open()
        try terminal.type("pus")
        try terminal.wait(for: "1/3")
        try terminal.press("Enter")
        try terminal.wait(forScreen: "Switched to context \"prod-us\".\nstatus 0\n$")
        try expectGivenBack(terminal)
        #expect(
            try terminal.home.home.text()
                == ShellHome.kubeconfig.replacing("current-context: dev", with: "current-context: prod-us"))
    }

    @Test func arrowsMoveTheMark() throws {
        let terminal = try open()
        try terminal.press("Down", "C-n", "Up")
        try terminal.wait(for: ">   prod-eu")
        try terminal.press("End")
        try terminal.wait(for: ">   prod-us")
        try terminal.press("Home")
        try terminal.wait(for: "> * dev")
        try terminal.press("NPage")
        try terminal.wait(for: ">   prod-us")
        try terminal.press("Enter")
        try terminal.wait(for: "Switched to context \"prod-us\".")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGILL])
    func everyWayOutGivesTheTerminalBack(_ signal: Int32) throws {
        let terminal = try open()
        try terminal.send(signal)
        if signal == SIGINT {
            // bash gives up the rest of the line.
            try terminal.wait(until: { !$0.contains("context>") }, "the screen before")
        } else {
            try terminal.wait(for: "status \(128 + signal)")
        }
        try expectGivenBack(terminal)
        #expect(try terminal.home.home.text() == ShellHome.kubeconfig)
    }

    @Test func theKeysOfTheTerminalWork() throws {
        let terminal = try open("kubering use")
        try terminal.press("C-c")
        try terminal.wait(until: { !$0.contains("context>") }, "the screen before")
        try expectGivenBack(terminal)
    }

    @Test func itGoesOnAfterCtrlZ() throws {
        let terminal = try TerminalSession()
        try terminal.run("stty -a >\(terminal.home.home.folder.path)/before; clear; kubering use")
        try terminal.wait(for: "context>")
        try terminal.type("prod")
        try terminal.wait(for: "2/3")
        try terminal.press("C-z")
        try terminal.wait(for: "Stopped")
        try expectGivenBack(terminal)
        try terminal.run("fg")
        try terminal.wait(for: "context> prod")
        try terminal.press("Down")
        try terminal.wait(for: ">   prod-us")
        try terminal.press("Enter")
        try terminal.wait(for: "Switched to context \"prod-us\".")
        try expectGivenBack(terminal)
    }

    @Test func inTheBackgroundTheTerminalIsTheShells() throws {
        let terminal = try TerminalSession()
        try terminal.run("stty -a >\(terminal.home.home.folder.path)/before; clear; kubering use")
        try terminal.wait(for: "context>")
        try terminal.press("C-z")
        try terminal.wait(for: "Stopped")
        try terminal.run("clear; bg; sleep 0.5; echo; jobs")
        try terminal.wait(until: { $0.contains("Stopped") }, "the job that is stopped again")
        try expectGivenBack(terminal)
        try terminal.run("fg")
        try terminal.wait(for: "context>")
        try terminal.press("End", "Enter")
        try terminal.wait(for: "Switched to context \"prod-us\".")
        try expectGivenBack(terminal)
    }

    @Test func itFollowsTheSizeOfTheTerminal() throws {
        let terminal = try open()
        try terminal.resize(columns: 40, rows: 10)
        try terminal.wait(until: { $0.hasPrefix("context>                            3/3") }, "40 columns")
        #expect(try !terminal.screen().contains("─"))
        try terminal.resize(columns: 12, rows: 3)
        try terminal.wait(for: "> * dev")
        try terminal.resize(columns: 100, rows: 30)
        try terminal.wait(for: String(repeating: "─", count: 100))
        try terminal.resize(columns: 17, rows: 6)
        try terminal.type("dev")
        try terminal.wait(
            until: { $0.hasPrefix("context> dev\n") && !$0.contains("1/3") }, "what is typed, not its count")
        try terminal.resize(columns: 100, rows: 30)
        try terminal.wait(for: "1/3")
        try terminal.press("Enter")
        try terminal.wait(for: "Already on context \"dev\".")
    }

    @Test func aLargerTerminalShowsTheUpperRowsAgain() throws {
        let terminal = try open()
        try terminal.resize(columns: 80, rows: 4)
        try terminal.press("End")
        try terminal.wait(until: { $0.contains(">   prod-us") && !$0.contains("* dev") }, "the last row alone")
        try terminal.resize(columns: 80, rows: 24)
        try terminal.wait(until: { $0.contains(">   prod-us") && $0.contains("* dev") }, "all rows")
        try terminal.press("Escape")
    }

    @Test func aTerminalThatCanNothingGetsNoPicker() throws {
        let terminal = try TerminalSession()
        try terminal.run("clear; TERM=dumb kubering use; TERM=dumb kubering ns")
        try terminal.wait(forScreen: "dev\nprod-eu\nprod-us\nteam-a\n$")
    }

    @Test func severalFittingNamesOpenIt() throws {
        let terminal = try open("kubering use prod")
        try terminal.wait(for: "context> prod")
        try terminal.wait(for: "2/3")
        try terminal.press("Enter")
        try terminal.wait(for: "Switched to context \"prod-eu\".")
    }

    @Test func hostileNamesAreShownAndPickedAsTheyAre() throws {
        let terminal = try open(
            "kubering use",
            "contexts: [{name: \"a\\e]0;x\\a\\e[31m\", context: {}}, {name: \"日本 語\", context: {}}]\n")
        try terminal.wait(for: #"a\u{1B}]0;x\u{7}\u{1B}[31m"#)
        try terminal.type("a")
        try terminal.wait(for: "1/2")
        try terminal.press("Enter")
        try terminal.wait(for: "status 0")
        #expect(try terminal.home.home.kubering("current").output == "a\\u{1B}]0;x\\u{7}\\u{1B}[31m\n")
    }

    @Test func tenThousandContextsAreFiltered() throws {
        let names = (0..<10_000).map { "arn:aws:eks:eu-central-1:\(100_000 + $0):cluster/team-\($0 % 97)" }
        let terminal = try open(
            "kubering use",
            "contexts:\n" + names.map { "- {name: '\($0)', context: {cluster: c, user: u}}\n" }.joined())
        try terminal.wait(for: "10000/10000")
        try terminal.press("End")
        try terminal.wait(for: ">   arn:aws:eks:eu-central-1:109999")
        try terminal.type("104242 team")
        try terminal.wait(for: ">   arn:aws:eks:eu-central-1:104242:")
        try terminal.press("Enter")
        try terminal.wait(for: "Switched to context \"arn:aws:eks:eu-central-1:104242:cluster/team-71\"")
    }

    @Test func aNamespaceIsPicked() throws {
        let terminal = try TerminalSession()
        try terminal.run("kubering ns")
        try terminal.wait(for: "namespace>")
        try terminal.type("web")
        try terminal.wait(for: "used by prod-eu")
        try terminal.press("Enter")
        try terminal.wait(for: "Context \"dev\" uses namespace \"web\".")
    }

    @Test func aNewNamespaceIsTyped() throws {
        let terminal = try TerminalSession()
        try terminal.run("clear; kubering ns; echo status $?")
        try terminal.wait(until: { $0.hasSuffix("\nA namespace that is not here can be typed.") }, "what can be done")
        try terminal.type("team-")
        try terminal.wait(
            until: { $0.contains("\n\"team-\" cannot be a namespace: up to 63 ") }, "that it is no name yet")
        try terminal.type("x")
        try terminal.wait(
            until: { $0.hasSuffix("\nEnter: use \"team-x\", which no context of this cluster uses yet") },
            "the new name")
        try terminal.resize(columns: 80, rows: 3)
        try terminal.wait(until: { $0.hasPrefix("namespace> team-x") && !$0.contains("Enter:") }, "no room for it")
        try terminal.resize(columns: 80, rows: 10)
        try terminal.wait(
            until: { $0.hasSuffix("\nEnter: use \"team-x\", which no context of this cluster uses yet") }, "it again")
        try terminal.press("Enter")
        try terminal.wait(forScreen: "Context \"dev\" uses namespace \"team-x\".\nstatus 0\n$")
        #expect(
            try terminal.home.home.text()
                == ShellHome.kubeconfig.replacing("namespace: team-a", with: "namespace: team-x"))
    }

    @Test func whatWasTypedIsTakenThoughSomethingFitsIt() throws {
        let terminal = try TerminalSession()
        try terminal.run("clear; kubering ns")
        try terminal.wait(for: "namespace>")
        try terminal.type("te")
        try terminal.wait(
            until: {
                $0.contains("> * team-a")
                    && $0.hasSuffix("\nCtrl-T: use \"te\", which no context of this cluster uses yet")
            }, "both")
        try terminal.press("C-t")
        try terminal.wait(for: "Context \"dev\" uses namespace \"te\".")
    }

    @Test func aContextCannotBeTyped() throws {
        let terminal = try open()
        try terminal.type("new")
        try terminal.wait(for: "nothing fits")
        try terminal.press("Enter", "C-t")
        #expect(try !terminal.screen().contains("Enter:"))
        try terminal.press("Escape")
        try terminal.wait(for: "Nothing was picked.")
    }

    @Test func theHookPicksForThisShell() throws {
        let terminal = try TerminalSession()
        try terminal.run(#"eval "$(kubering init bash --no-prompt)"; clear"#)
        try terminal.run("kubering use --shell")
        try terminal.wait(for: "context>")
        try terminal.type("us")
        try terminal.wait(for: "1/3")
        try terminal.press("Enter")
        try terminal.wait(for: "Switched to context \"prod-us\" for this shell.")
        try terminal.run("clear; kubectl config current-context")
        try terminal.wait(forScreen: "prod-us\n$")
        #expect(try terminal.home.home.text() == ShellHome.kubeconfig)
    }

    @Test func kubectxHasItWhereThereIsNoFzf() throws {
        let terminal = try TerminalSession()
        let folder = terminal.home.home.folder.path
        symlink(Home.kubering, folder + "/bin/kubectx")
        try terminal.run("PATH=\(folder)/bin kubectx")
        try terminal.wait(for: "context>")
        try terminal.type("us")
        try terminal.wait(for: "1/3")
        try terminal.press("Enter")
        try terminal.wait(for: "✔ Switched to context \"prod-us\".")
        try terminal.run("PATH=\(folder)/bin kubectx -d")
        try terminal.wait(for: "context>")
        try terminal.press("Escape")
        try terminal.wait(for: "error: you did not choose any of the options")
    }

    @Test func whereOutputIsNoTerminalThereIsAList() throws {
        let terminal = try TerminalSession()
        try terminal.run("clear; kubering use | cat; kubering ns | cat; echo end")
        try terminal.wait(forScreen: "dev\nprod-eu\nprod-us\nteam-a\nend\n$")
    }
}
