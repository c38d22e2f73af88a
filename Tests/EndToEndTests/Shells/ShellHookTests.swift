// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What `kubering init` gives to the three shells.
@Suite struct ShellHookTests {
    static let hooks = [
        ("bash", #"eval "$(kubering init bash)""#), ("zsh", #"eval "$(kubering init zsh)""#),
        ("fish", "kubering init fish | source"),
    ]

    @Test(arguments: hooks)
    func useForThisShellChangesThisShellOnly(_ shell: String, _ hook: String) throws {
        let home = try ShellHome()
        let script = """
            \(hook)
            kubering use --shell prod-eu
            kubectl config current-context
            kubering use --shell us -n foo
            kubectl config current-context
            kubectl config view --minify -o 'jsonpath={..namespace}{"\\n"}'
            kubering use -
            kubectl config current-context
            kubering ns bar
            kubering ns
            kubering ns -
            kubering use --shell -
            kubering current
            KUBECONFIG=\(home.home.kubeconfig) kubectl config current-context
            kubering use --shell --unset
            kubectl config current-context
            env | grep -c KUBERING_
            echo $KUBECONFIG
            """
        #expect(
            try home.output(of: script, in: shell)
                == "prod-eu\nprod-us\nfoo\nprod-eu\nbar\nprod-us\ndev\ndev\n0\n~/config\n")
        #expect(try home.home.text() == ShellHome.kubeconfig)
        #expect(home.sessions == [])
    }

    @Test(arguments: hooks)
    func aShellInAShellGetsASessionOfItsOwn(_ shell: String, _ hook: String) throws {
        let home = try ShellHome()
        // The inner ones get the session of the outer one with their environment.
        let inner = """
            \(hook)
            kubering use --shell prod-us
            kubectl config current-context
            kubering use --shell prod-us -n mine
            kubectl config view --minify -o 'jsonpath={..namespace}{"\\n"}'
            kubering use -
            kubectl config current-context
            """
        try home.home.folder.write(inner, to: "inner")
        let script = """
            \(hook)
            kubering use --shell prod-eu
            \(shell) \(home.home.folder.path)/inner
            kubectl config current-context
            kubering use --shell --unset
            """
        #expect(try home.output(of: script, in: shell) == "prod-us\nmine\nprod-eu\nprod-eu\n")
        let shellInShell = "kubering shell dev <\(home.home.folder.path)/script"
        let nested = """
            \(hook)
            kubering use --shell prod-eu
            kubectl config current-context
            \(shell) \(home.home.folder.path)/inner
            kubectl config current-context
            """
        try home.home.folder.write(nested, to: "script")
        home.home.environment["SHELL"] = "/usr/bin/" + shell
        #expect(try home.output(of: shellInShell).hasSuffix("prod-eu\nprod-us\nmine\nprod-eu\nprod-eu\n"))
        #expect(home.areSessionsGone())
    }

    @Test(arguments: hooks)
    func everyWayToSayUseIsKnown(_ shell: String, _ hook: String) throws {
        let home = try ShellHome()
        let script = """
            \(hook)
            kubering prod-eu --shell; kubectl config current-context
            kubering -q use --shell prod-us; kubectl config current-context
            kubering exec dev -- echo --shell
            kubering env --shell bash dev | grep -c KUBERING_SESSION=
            kubering use --shell --help | grep -c '^USAGE'
            """
        #expect(try home.output(of: script, in: shell) == "prod-eu\nprod-us\n--shell\n1\n1\n")
    }

    @Test(arguments: hooks)
    func failuresChangeNothing(_ shell: String, _ hook: String) throws {
        let home = try ShellHome()
        let status = shell == "fish" ? "$status" : "$?"
        let script = """
            \(hook)
            kubering use --shell nope; echo \(status)
            kubering use --shell prod; echo \(status)
            kubering use --shell --unset; echo \(status)
            kubering use nope; echo \(status)
            echo $KUBECONFIG
            """
        #expect(try home.output(of: script, in: shell) == "2\n2\n64\n2\n~/config\n")
        #expect(home.sessions == [])
    }

    @Test func withoutTheHookItSaysHowToGetIt() throws {
        let outcome = try ShellHome().home.kubering("use", "--shell", "dev")
        #expect(outcome.end == .exited(64) && outcome.output == "" && outcome.errors.contains("kubering init bash"))
    }

    /// What the shell would show as its prompt, once the hook has run.
    static let prompts = [
        (
            "bash",
            #"PS1='$ '; eval "$(kubering init bash)"; eval "$(kubering init bash)"; __kubering_prompt; printf %s "${PS1@P}""#
        ),
        (
            "zsh",
            #"PROMPT='$ '; eval "$(kubering init zsh)"; eval "$(kubering init zsh)"; __kubering_prompt; print -Pn -- $PROMPT"#
        ),
        (
            "fish",
            "function fish_prompt; echo -n '$ '; end; kubering init fish | source; kubering init fish | source; fish_prompt"
        ),
    ]

    @Test(
        arguments: prompts.indices,
        [
            "dev", "it's", "%F{red}%n", "$(touch owned)", "`touch owned`", "\\\\u\\$", "!1 !!", "${HOME}",
            "(touch owned)", "#[x]",
        ])
    func theNameIsShownAndNothingInItIsRun(_ index: Int, _ name: String) throws {
        let (shell, script) = Self.prompts[index]
        let home = try ShellHome("current-context: \"\(name.replacing("\\", with: "\\\\"))\"\n")
        let outcome = try home.run("cd \(home.home.folder.path); " + script, in: shell)
        #expect(outcome.output == "(\(name):?) $ ", "\(outcome.errors)")
        #expect(home.home.names().contains("owned") == false)
    }

    @Test(arguments: prompts.indices)
    func withoutAContextThePromptIsAsBefore(_ index: Int) throws {
        let (shell, script) = Self.prompts[index]
        #expect(try ShellHome("").output(of: script, in: shell) == "$ ")
    }

    @Test func fishKnowsTheSegmentWhenItsPromptIsLeftAlone() throws {
        let script = """
            function fish_prompt; echo -n '$ '; end
            kubering init fish --no-prompt | source
            emit fish_prompt
            echo "$KUBERING_PROMPT $(fish_prompt)"
            """
        #expect(try ShellHome().output(of: script, in: "fish") == "dev:team-a $ \n")
    }

    /// What stands behind `--` is a name, in every shell.
    @Test(arguments: hooks)
    func whatStandsBehindTheDashesIsNoOption(_ shell: String, _ hook: String) throws {
        let home = try ShellHome()
        let outcome = try home.run("\(hook)\nkubering use -- --shell", in: shell)
        #expect(outcome.end == .exited(2) && outcome.errors.contains("no context named \"--shell\""), "\(outcome)")
    }

    @Test(arguments: [("bash", "PS1"), ("zsh", "PROMPT")])
    func thePromptCanBeLeftAlone(_ shell: String, _ variable: String) throws {
        let script = """
            \(variable)='$ '
            eval "$(kubering init \(shell) --no-prompt)"
            false; __kubering_prompt; echo "$? $KUBERING_PROMPT $\(variable)"
            """
        let status = shell == "bash" ? 1 : 0
        #expect(try ShellHome().output(of: script, in: shell) == "\(status) dev:team-a $ \n")
    }

    /// A context can have the name of a command, and an answer that is no code is shown.
    @Test(arguments: hooks)
    func onlyCodeIsEvaluated(_ shell: String, _ hook: String) throws {
        let home = try ShellHome(ShellHome.kubeconfig.replacing("prod-us", with: "exec"))
        let script = """
            \(hook)
            kubering use --shell exec; kubectl config current-context
            kubering use --shell prod-eu -n env; kubering ns
            kubering use --shell --unset
            kubering user set bot --exec-command x --exec-arg --shell --dry-run | grep -c '^--- '
            kubering ---complete use --shell ''
            """
        let outcome = try home.run(script, in: shell)
        #expect(outcome.output.hasPrefix("exec\nenv\n1\n"), "\(outcome)")
        #expect(outcome.output.contains("prod-eu"), "\(outcome)")
    }
}
