// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingCommands

/// Completion in real shells, with names that would do harm if a shell expanded them.
@Suite struct CompletionTests {
    static let names = [
        "arn:aws:eks:eu-1:7:cluster/prod", "jane@prod", "d$(touch owned)", "it's \"q\"", "two words", "back\\slash",
        "tick`touch owned`", "$HOME", "star*", "grüße", "bad\nname", "bad\u{1B}[31m", "semi;touch owned",
    ]
    static let lines: [(typed: String, context: String)] = [
        ("kubering use arn\t", "arn:aws:eks:eu-1:7:cluster/prod"),
        ("kubering use arn:aws:e\t", "arn:aws:eks:eu-1:7:cluster/prod"),
        ("kubering use jane@\t", "jane@prod"),
        ("kubering jan\t", "jane@prod"),
        ("kubering use d\t", "d$(touch owned)"),
        ("kubering use it\t", "it's \"q\""),
        ("kubering use 'it\t", "it's \"q\""),
        ("kubering use two\t", "two words"),
        ("kubering use two\\ w\t", "two words"),
        ("kubering use \"tw\t", "two words"),
        ("kubering use ba\t", "back\\slash"),
        ("kubering use ti\t", "tick`touch owned`"),
        ("kubering use \"ti\t", "tick`touch owned`"),
        ("kubering use st\t", "star*"),
        ("kubering use gr\t", "grüße"),
        ("kubering use se\t", "semi;touch owned"),
        ("KUBECONFIG=other kubering use --kubeconfig ~/config jane\t", "jane@prod"),
    ]

    @Test(arguments: ["bash", "zsh"], lines.indices)
    func tabGivesTheWholeNameAndRunsNothing(_ shell: String, _ index: Int) throws {
        let session = try ShellSession(contexts: Self.names)
        let (typed, context) = Self.lines[index]
        #expect(try session.currentContext(afterTyping: typed, in: shell) == context + "\n")
        #expect(Directory.names(in: session.folder.path).contains("owned") == false)
    }

    /// The hook's function evaluates what `use --shell` prints, and is what the shell knows as `kubering`.
    @Test(arguments: ["bash", "zsh"])
    func behindTheHookNoNameIsEvaluated(_ shell: String) throws {
        let session = try ShellSession(contexts: ["prod", "d$(touch owned)"])
        let compinit = shell == "zsh" ? "autoload -Uz compinit; compinit -u -D; " : ""
        let setup =
            "cd; eval \"$(kubering init \(shell))\"; \(compinit)source \(DocumentationTests.repository)/completions/kubering.\(shell)"
        try session.type("kubering use --shell d\t; command kubering current > chosen", in: shell, after: setup)
        let chosen = try TestProcess.run(["cat", session.folder.path + "/chosen"], environment: session.environment)
        #expect(chosen.output == "d$(touch owned)\n")
        #expect(!Directory.names(in: session.folder.path).contains("owned"))
    }

    @Test(arguments: ["bash", "zsh"], ["it\t", "'it\t", "\"it\t"])
    func aNameBesideFilesIsQuotedAsWell(_ shell: String, _ typed: String) throws {
        let user = "it's `touch owned` $(touch owned)"
        let session = try ShellSession(contexts: ["prod"], user: user)
        _ = try session.currentContext(
            afterTyping: "cd; cd bin; kubering certificate show \(typed) 2>../errors", in: shell)
        let errors = try TestProcess.run(["cat", session.folder.path + "/errors"], environment: session.environment)
        #expect(errors.output == "error: user \"\(user)\" does not sign in with a certificate\n")
        #expect(Directory.names(in: session.folder.path + "/bin").contains("owned") == false)
    }

    @Test func fishIsOfferedTheNames() throws {
        let session = try ShellSession(contexts: Self.names)
        let offered = Self.names.filter { !$0.hasPrefix("bad") }
        #expect(try session.fishCandidates(for: "kubering use ").sorted() == (offered + ["-"]).sorted())
        #expect(try session.fishCandidates(for: "kubering jane") == ["jane@prod"])
        #expect(try session.fishCandidates(for: "kubering use 'two") == ["two words"])
        #expect(try session.fishCandidates(for: "kubering view -o ") == ["json", "yaml"])
        #expect(Directory.names(in: session.folder.path).contains("owned") == false)
    }

    @Test func theRootOffersCommandsAndContexts() throws {
        let session = try ShellSession(contexts: ["prod", "staging"])
        let expected = [
            "words", "status", "use", "ns", "current", "list", "view", "prompt", "shell", "env", "exec",
            "init", "context", "cluster", "user", "set", "unset",
            "prune", "merge", "export", "split", "embed", "extract", "kubeconfig", "check", "undo", "history",
            "onboard",
            "certificate",
            "credential",
            "vault", "registry", "pull-secret", "rbac", "token-file", "help", "prod", "staging", "-",
        ]
        #expect(try session.answer("") == expected)
    }

    @Test func everyPlaceOffersWhatBelongsThere() throws {
        let session = try ShellSession(contexts: ["prod", "staging"])
        #expect(try session.answer("use", "p") == ["words", "prod"])
        #expect(try session.answer("list", "-o", "w") == ["words", "wide"])
        #expect(try session.answer("help", "cu") == ["words", "current"])
        #expect(try session.answer("--kubeconfig", "f", "ns", "--context", "p") == ["words"])
        #expect(try session.answer("--kubeconfig", "") == ["files"])
        #expect(try session.answer("--quiet", "use", "p") == ["words", "prod"])
        #expect(try session.answer("ns", "-") == ["words", "-"])
        #expect(try session.answer("set", "cu") == ["words", "current-context"])
        #expect(try session.answer("set", "contexts.p") == ["words", "contexts.prod"])
        #expect(try session.answer("unset", "contexts.prod.n") == ["words", "contexts.prod.namespace"])
        #expect(try session.answer("--kubeconfig=/dev/null", "use", "p") == ["words"])
        #expect(try session.answer("use", "prod", "") == ["words"])
        #expect(try session.answer("list", "") == ["words", "contexts", "clusters", "users", "prod", "staging"])
        #expect(try session.answer("list", "users", "") == ["words", "us er"])
        #expect(try session.answer("list", "clusters", "prod", "c") == ["words", "cl:1"])
        #expect(try session.answer("ns", "--context", "") == ["words", "prod", "staging"])
        #expect(try session.answer("ns", "--context=s") == ["words", "--context=staging"])
        #expect(try session.answer("onboard", "jane", "--cluster", "") == ["words", "cl:1"])
        #expect(try session.answer("context", "delete", "prod", "s") == ["words", "staging"])
        #expect(try session.answer("context", "set", "prod", "--user", "") == ["words", "us er"])
        #expect(try session.answer("user", "rename", "") == ["words", "us er"])
        #expect(try session.answer("onboard", "jane", "--key", "") == ["files"])
        #expect(try session.answer("view", "--output=") == ["words", "--output=yaml", "--output=json"])
        #expect(
            try session.answer("use", "--unset", "--") == [
                "words", "--namespace", "--shell", "--kubeconfig", "--dry-run", "--yes", "--quiet", "--no-color",
                "--version", "--help",
            ])
        #expect(try session.answer("use", "--", "--") == ["words"])
        #expect(try session.answer("use", "prod", "-n", "") == ["words", "default"])
        #expect(try session.answer("shell", "st") == ["words", "staging"])
        #expect(try session.answer("exec", "prod", "st") == ["words", "staging"])
        #expect(try session.answer("exec", "prod", "--", "k") == ["command 0"])
        #expect(try session.answer("exec", "prod", "--", "kubectl", "get", "--", "p") == ["command 3"])
        #expect(try session.answer("exec", "prod", "--command", "kubectl", "") == ["command 1"])
        #expect(try session.answer("user", "set", "x", "--exec-command", "") == ["command 0"])
        #expect(try session.answer("prompt", "--shell", "t") == ["words", "tmux"])
        #expect(try session.answer("init", "") == ["words", "bash", "zsh", "fish"])
        #expect(try session.answer("credential", "s") == ["words", "show", "stores"])
        #expect(try session.answer("set", "current-context", "s") == ["words", "staging"])
        #expect(try session.answer("set", "contexts.prod.cluster", "") == ["words", "cl:1"])
        #expect(try session.answer("set", "contexts.prod.user", "") == ["words", "us er"])
        #expect(try session.answer("set", "users.x.username", "") == ["words"])
        #expect(try session.answer("context", "set", "prod", "-n", "") == ["words", "default"])
        #expect(try session.answer("undo", "") == ["words"])
        _ = try session.answer(["use", "prod"], of: "kubering", isRequest: false)
        #expect(try session.answer("undo", "") == ["words", "1"])
        #expect(try session.answer("certificate", "pending", "show", "") == ["words"])
        #expect(try session.answer("rbac", "role", "x", "--verb", "de") == ["words", "delete", "deletecollection"])
        #expect(try session.answer("context", "set", "prod", "--pro") == ["words", "--protected"])
        #expect(try session.answer("context", "set", "prod", "--no-p") == ["words", "--no-protected"])
    }

    @Test(
        arguments: FirstNameCompletion.ofContexts + FirstNameCompletion.ofClusters + FirstNameCompletion.ofUsers,
        ["", "p", "us er", "x"])
    func theShortWayIsTheLongOne(_ command: String, _ prefix: String) throws {
        let command = command.split(separator: " ").map(String.init)
        let session = try ShellSession(contexts: ["prod", "staging", "-"])
        let answer = { (words: [String]) in
            try TestProcess.run(
                [session.folder.path + "/bin/kubering", "---complete"] + words, environment: session.environment
            ).output
        }
        #expect(try answer(command + [prefix]) == answer(command + ["--quiet", prefix]))
    }

    static let dropInLines: [(typed: String, context: String)] = [
        ("kubectx arn:aws:e\t", "arn:aws:eks:eu-1:7:cluster/prod"),
        ("kubectx jane@\t", "jane@prod"),
        ("kubectx d\t", "d$(touch owned)"),
        ("kubectx 'it\t", "it's \"q\""),
        ("kubectx two\t", "two words"),
    ]

    @Test(arguments: ["bash", "zsh"], dropInLines.indices)
    func linksAreCompleted(_ shell: String, _ index: Int) throws {
        let session = try ShellSession(contexts: Self.names, links: ["kubectx", "kubens"])
        let (typed, context) = Self.dropInLines[index]
        #expect(try session.currentContext(afterTyping: typed, in: shell) == context + "\n")
        #expect(Directory.names(in: session.folder.path).contains("owned") == false)
    }

    @Test func fishCompletesLinks() throws {
        let session = try ShellSession(contexts: ["prod", "staging"], links: ["kubectx"])
        #expect(try session.fishCandidates(for: "kubectx s") == ["staging"])
        // Somebody else's kubens is left alone: what is not known is files, and there is none.
        #expect(try session.fishCandidates(for: "kubens nosuch") == [])
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func anothersKubectxIsNotCompleted(_ shell: String) throws {
        let session = try ShellSession(contexts: ["prod"])
        let program = "#!/bin/sh\n>$HOME/asked\n"
        try session.folder.write(program, to: "bin/kubectx", mode: 0o700)
        if shell == "fish" {
            #expect(try session.fishCandidates(for: "kubectx prod") == [])
        } else {
            _ = try session.currentContext(afterTyping: "true kubectx p\t; kubectx p\t", in: shell)
        }
        #expect(Directory.names(in: session.folder.path).contains("asked") == (shell != "fish"))
        #expect(try session.answer("use", "p") == ["words", "prod"])
    }

    @Test func linksOfferWhatTheirProgramsTake() throws {
        let session = try ShellSession(contexts: ["prod", "staging"], links: ["kubectx", "kubens"])
        let kubectx = { (words: String...) in try session.answer(words, of: "kubectx") }
        #expect(try kubectx("") == ["words", "prod", "staging", "-"])
        #expect(try kubectx("new=") == ["words", "new=prod", "new=staging", "new=."])
        #expect(try kubectx("-d", "") == ["words", "prod", "staging", "."])
        #expect(try kubectx("-d", "prod", "") == ["words", "staging", "."])
        #expect(try kubectx("-s", "s") == ["words", "staging"])
        #expect(try kubectx("-s", "staging", "") == ["words"])
        #expect(try kubectx("--c") == ["words", "--current"])
        #expect(try kubectx("prod", "") == ["words"])
        let kubens = { (words: String...) in try session.answer(words, of: "kubens") }
        #expect(try kubens("") == ["words", "-"])
        #expect(try kubens("--") == ["words", "--current", "--unset", "--force", "--help", "--version"])
        _ = try session.answer(["prod"], of: "kubectx", isRequest: false)
        // Without a cluster, what the contexts say.
        #expect(try kubens("") == ["words", "default", "-"])
        session.more["_MOCK_NAMESPACES"] = "1"
        #expect(try kubens("") == ["words", "ns1", "ns2", "-"])
        #expect(try kubens("-f", "ns") == ["words", "ns1", "ns2"])
        #expect(try kubens("ns1", "") == ["words", "--force"])
    }

    @Test func aFileThatCannotBeReadOffersNoNames() throws {
        let session = try ShellSession(contexts: [])
        try session.folder.write("\t: [", to: "config")
        #expect(try session.answer("use", "") == ["words", "-"])
    }
}
