// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// A folder with a kubeconfig, and interactive shells in which the built kubering completes.
///
/// The search path holds kubering and the system's folders without kubectl.
final class ShellSession {
    let folder: TestFolder
    private let repository = DocumentationTests.repository

    /// More variables.
    var more: Environment = [:]

    /// Makes one.
    ///
    /// - Parameters:
    ///   - contexts: The names of contexts.
    ///   - user: The name of the only user.
    ///   - links: Other names that kubering has in the search path.
    /// - Throws: What making the folder throws.
    init(contexts: [String], user: String = "us er", links: [String] = []) throws {
        folder = try TestFolder()
        let entries: [JSONValue] = contexts.map { name in
            ["name": .string(name), "context": ["cluster": "c", "user": "u"]]
        }
        let config: JSONValue = [
            "apiVersion": "v1", "kind": "Config", "current-context": "none", "contexts": .array(entries),
            "clusters": [["name": "cl:1", "cluster": ["server": "https://example.com"]]],
            "users": [["name": .string(user), "user": [:]]],
        ]
        try folder.write(config.jsonText(indent: 2), to: "config")
        try Directory.create(folder.path + "/bin", mode: 0o700)
        for program in [
            "rm", "ls", "touch", "mkdir", "cat", "stty", "locale", "uname", "zsh", "bash", "fish", "env", "sed",
        ] {
            try link(program)
        }
        for name in ["kubering"] + links {
            _ = try TestProcess.run(
                ["ln", "-s", TestExecutable.folder + "/kubering", "\(folder.path)/bin/\(name)"],
                environment: ["PATH": "/usr/bin:/bin"])
        }
    }

    /// Puts a program of the system into the search path.
    func link(_ program: String) throws {
        _ = try TestProcess.run(
            ["ln", "-s", "/usr/bin/" + program, folder.path + "/bin/"], environment: ["PATH": "/usr/bin:/bin"])
    }

    var environment: Environment {
        let own: Environment = [
            "PATH": folder.path + "/bin", "HOME": folder.path, "KUBECONFIG": folder.path + "/config", "LANG": "C.UTF-8",
            "TERM": "dumb", "KUBERING_SHELL_ID": "test",
        ]
        return own.merging(more)
    }

    /// Types a line into an interactive shell and returns the context that is then current; `\t` is the Tab key.
    ///
    /// The line is typed by zsh's zpty, at a pseudo-terminal, once the shell has loaded its script and shows its prompt.
    func currentContext(afterTyping line: String, in shell: String) throws -> String {
        let load = "source \(repository)/completions/kubering.\(shell)"
        let setup = shell == "zsh" ? "autoload -Uz compinit; compinit -u -D; \(load)" : load
        return try currentContext(afterTyping: line, in: shell, after: setup)
    }

    /// The same in a shell in which another line was run before.
    func currentContext(afterTyping line: String, in shell: String, after setup: String) throws -> String {
        try type(line, in: shell, after: setup)
        return try TestProcess.run([folder.path + "/bin/kubering", "current"], environment: environment).output
    }

    /// Types a line into an interactive shell in which another one was run before.
    func type(_ line: String, in shell: String, after setup: String) throws {
        let script = #"""
            zmodload zsh/zpty
            if [[ $1 == bash ]]; then
                zpty program "PS1='READY> ' bash --norc --noprofile -i"
            else
                zpty program "PS1='READY> ' zsh -f -i"
            fi
            # A prompt alone does not tell: completion shows it again while it lists what there is.
            prompt() { local shown; zpty -r -m program shown "*$1*READY> *" || exit 1; print -r -- $shown; }
            run() { zpty -w program "$1"; zpty -w program "echo DO''NE-$2"; prompt "DONE-$2"; }
            prompt
            run "$2" 1
            run "$3" 2
            zpty -d program
            """#
        let outcome = try TestProcess.run(
            ["zsh", "-f", "-c", script, "type", shell, setup, line], environment: environment)
        #expect(outcome.end == .exited(0), "\(outcome)")
    }

    /// What fish offers for a line, without the descriptions.
    func fishCandidates(for line: String) throws -> [String] {
        let script = "source \(repository)/completions/kubering.fish; complete -C $argv[1]"
        let outcome = try TestProcess.run(["fish", "--no-config", "-c", script, line], environment: environment)
        return outcome.output.split(separator: "\n").map { line in String(line.prefix { $0 != "\t" }) }
    }

    /// What the program answers to a completion script, without the meanings.
    func answer(_ words: String...) throws -> [String] { try answer(words, of: "kubering") }

    func answer(_ words: [String], of program: String, isRequest: Bool = true) throws -> [String] {
        let command = ["\(folder.path)/bin/\(program)"] + (isRequest ? ["---complete"] : []) + words
        let outcome = try TestProcess.run(command, environment: environment)
        return outcome.output.split(separator: "\n").map { line in String(line.prefix { $0 != "\t" }) }
    }
}
