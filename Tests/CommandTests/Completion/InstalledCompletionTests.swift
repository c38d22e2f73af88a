// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// The scripts where `make install` puts them, found and loaded by the shells themselves at the first Tab.
@Suite struct InstalledCompletionTests {
    private func session() throws -> ShellSession {
        let session = try ShellSession(contexts: ["prod", "staging"], links: ["kubectx", "kubens"])
        for program in ["make", "install", "ln", "true", "head", "sort"] { try session.link(program) }
        let outcome = try TestProcess.run(
            [
                "make", "-C", DocumentationTests.repository, "install", "BINARY=/bin/true", "STRIP=true", "PREFIX=/usr",
                "DESTDIR=\(session.folder.path)/stage", "DROP_IN=kubectx kubens",
            ],
            environment: ["PATH": "/usr/bin:/bin", "HOME": session.folder.path])
        #expect(outcome.end == .exited(0), "\(outcome)")
        session.more["XDG_DATA_DIRS"] = "\(session.folder.path)/stage/usr/share:/usr/share"
        return session
    }

    static let lines = [
        "kubering use s\t", "kubectx s\t", "kubering stag\t", "kubering use --kubeconfig ~/conf\t staging",
        // Behind the dashes it is the other program's completion.
        "kubering exec prod -- kubering use --kubeconfig ~/config stag\t",
        "kubering exec prod -- kuberin\tuse --kubeconfig ~/config staging",
    ]

    @Test(arguments: ["bash", "zsh"], lines)
    func theFirstTabLoadsThem(_ shell: String, _ line: String) throws {
        let session = try session()
        let setup =
            shell == "bash"
            ? "source /usr/share/bash-completion/bash_completion"
            : "fpath=(\(session.folder.path)/stage/usr/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D"
        #expect(try session.currentContext(afterTyping: line, in: shell, after: setup) == "staging\n")
    }

    @Test func fishFindsThem() throws {
        let session = try session()
        let candidates = { (line: String) in
            let outcome = try TestProcess.run(
                ["fish", "-c", "complete -C $argv[1]", line], environment: session.environment)
            return outcome.output.split(separator: "\n").map { line in String(line.prefix { $0 != "\t" }) }
        }
        #expect(try candidates("kubering use s") == ["staging"])
        #expect(try candidates("kubectx s") == ["staging"])
        #expect(try candidates("kubering exec prod -- kuberin") == ["kubering"])
        #expect(try candidates("kubering exec prod -- kubering use s") == ["staging"])
        #expect(try candidates("kubering user set x --exec-command=kuberin") == ["--exec-command=kubering"])
        let file = "--kubeconfig=\(session.folder.path)/config"
        #expect(try candidates("kubering view \(file.dropLast(2))") == [file])
        #expect(try candidates("kubens -") == ["-"])
    }
}
