// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// The program fzf in the place of the picker, where the settings ask for it.
@Suite struct FuzzyFinderTests {
    private func open(_ line: String) throws -> TerminalSession {
        let terminal = try TerminalSession()
        let home = terminal.home.home.folder.path + "/home"
        try Directory.create(home + "/.config/kubering", mode: 0o700)
        try terminal.home.home.folder.write("picker: fzf\n", to: "home/.config/kubering/config.yaml")
        try terminal.run("clear; \(line); echo status $?")
        return terminal
    }

    @Test func whatIsChosenIsSwitchedTo() throws {
        let terminal = try open("kubering use")
        try terminal.wait(for: "3/3")
        try terminal.type("us")
        try terminal.wait(for: "1/3")
        try terminal.press("Enter")
        try terminal.wait(forScreen: "Switched to context \"prod-us\".\nstatus 0\n$")
        #expect(try terminal.home.home.kubering("current").output == "prod-us\n")
    }

    @Test func aPartOfSeveralNamesIsItsQuery() throws {
        let terminal = try open("kubering use prod")
        try terminal.wait(for: "2/3")
        try terminal.press("Enter")
        try terminal.wait(for: "Switched to context \"prod-")
    }

    @Test func aNamespaceIsChosen() throws {
        let terminal = try open("kubering ns")
        try terminal.wait(for: "3/3")
        try terminal.type("web")
        try terminal.wait(for: "1/3")
        try terminal.press("Enter")
        try terminal.wait(for: "Context \"dev\" uses namespace \"web\".")
    }

    @Test(arguments: [
        ("team-x", "0/3", "Enter", "team-x"), ("te", "1/3", "Enter", "team-a"), ("te", "1/3", "C-t", "te"),
    ])
    func aNewNamespaceIsTyped(_ text: String, _ count: String, _ key: String, _ expected: String) throws {
        let terminal = try open("kubering ns")
        try terminal.wait(for: "Enter: the selected one; Ctrl-T: what is typed")
        try terminal.type(text)
        try terminal.wait(for: count)
        try terminal.press(key)
        try terminal.wait(forScreen: "Context \"dev\" uses namespace \"\(expected)\".\nstatus 0\n$")
    }

    @Test func aTypedNameThatNoNamespaceCanHaveIsAnError() throws {
        let terminal = try open("kubering ns")
        try terminal.wait(for: "3/3")
        try terminal.type("Team_X")
        try terminal.wait(for: "0/3")
        try terminal.press("Enter")
        try terminal.wait(for: "\"Team_X\" cannot be a namespace")
    }

    @Test func noNamespaceChosenChangesNothing() throws {
        let terminal = try open("kubering ns")
        try terminal.wait(for: "3/3")
        try terminal.type("team-x")
        try terminal.press("Escape")
        try terminal.wait(forScreen: "Nothing was picked.\nstatus 1\n$")
    }

    @Test(arguments: ["Escape", "C-c"])
    func nothingChosenChangesNothing(_ key: String) throws {
        let terminal = try open("kubering use")
        try terminal.wait(for: "3/3")
        try terminal.press(key)
        try terminal.wait(forScreen: "Nothing was picked.\nstatus 1\n$")
        #expect(try terminal.home.home.text() == ShellHome.kubeconfig)
    }

    @Test func whereItIsMissingTheBuiltInOneSaysSo() throws {
        let terminal = try TerminalSession()
        let folder = terminal.home.home.folder.path
        try Directory.create(folder + "/home/.config/kubering", mode: 0o700)
        try terminal.home.home.folder.write("picker: fzf\n", to: "home/.config/kubering/config.yaml")
        try terminal.resize(columns: 120, rows: 24)
        try terminal.run("clear; PATH=\(folder)/bin kubering use; echo status $?")
        try terminal.wait(for: "context>")
        try terminal.press("Down", "Enter")
        try terminal.wait(
            forScreen: """
                warning: fzf, which the settings ask for, is not in PATH: this is the built-in picker
                Switched to context "prod-eu".
                status 0
                $
                """)
    }

    @Test(arguments: ["kubectx", "kubens"])
    func kubectxAndKubensUseItWithoutSettings(_ program: String) throws {
        let terminal = try TerminalSession()
        let folder = terminal.home.home.folder.path
        symlink(Home.kubering, "\(folder)/bin/\(program)")
        try terminal.run("clear; export _MOCK_NAMESPACES=1; \(program); echo status $?")
        try terminal.wait(for: program == "kubectx" ? "3/3" : "2/2")
        try terminal.press("Escape")
        try terminal.wait(for: "error: you did not choose any of the options")
        try terminal.run("clear; \(program); echo status $?")
        try terminal.wait(for: program == "kubectx" ? "3/3" : "2/2")
        try terminal.type(program == "kubectx" ? "us" : "ns2")
        try terminal.wait(for: program == "kubectx" ? "1/3" : "1/2")
        try terminal.press("Enter")
        try terminal.wait(
            for: program == "kubectx"
                ? "✔ Switched to context \"prod-us\"." : "✔ Active namespace is \"ns2\".")
    }
}
