// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Places where a kubeconfig should be and is not, and words that are no context.
@Suite struct BadPlaceTests {
    static let original = ManyContexts(count: 2).text

    @Test(
        "what is not a regular file is refused without waiting",
        arguments: [
            ("mkdir", "cannot read \"PATH\": it is a directory, not a regular file"),
            ("mkfifo", "cannot read \"PATH\": it is a FIFO, not a regular file"),
            ("ln -s nowhere", "cannot write \"PATH\": it is a symbolic link to \"nowhere\", which does not exist"),
            ("truncate -s 300M", "cannot read \"PATH\": it has more than 256 MiB"),
            ("ln -s /dev/zero", "cannot read \"PATH\": it is a device, not a regular file"),
            ("ln -s config", "cannot write \"PATH\": too many levels of symbolic links"),
        ])
    func notRegular(_ command: String, _ error: String) throws {
        let home = try Home()
        let made = try TestProcess.run(
            ["sh", "-c", "cd \"$(dirname \"$KUBECONFIG\")\" && \(command) \"$(basename \"$KUBECONFIG\")\""],
            environment: home.environment)
        #expect(made.end == .exited(0), "\(made.errors)")
        let outcome = try home.kubering("use", "context-1")
        #expect(outcome.errors == "error: \(error.replacing("PATH", with: home.kubeconfig))\n")
        #expect(outcome.end == .exited(1))
        #expect(outcome.output == "")
        #expect(home.names() == ["config"])
    }

    @Test("the pipe of a process substitution is read like a file, and cannot be written")
    func pipe() throws {
        let home = try Home(Self.original)
        func run(_ words: String) throws -> TestProcess.Outcome {
            try TestProcess.run(
                ["bash", "-c", "\"$1\" --kubeconfig <(cat \"$KUBECONFIG\") \(words)", "bash", Home.kubering],
                environment: home.environment)
        }
        let read = try run("list contexts -o name")
        #expect(read.output == "context-0\ncontext-1\n")
        #expect(read.errors == "")
        let written = try run("use context-1")
        #expect(written.errors.hasPrefix("error: cannot lock \"/dev/fd/"))
        #expect(written.end == .exited(1))
        #expect(try home.text() == Self.original)
    }

    @Test("a file that may not be read is told by its name")
    func unreadable() throws {
        let home = try Home(Self.original)
        chmod(home.kubeconfig, 0)
        chmod(home.folder.path, 0o755)
        // The superuser may read everything.
        let prefix = geteuid() == 0 ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : []
        for arguments in [["current"], ["use", "context-1"]] {
            // Where the program lies may be closed to others; a copy is not.
            let copy = home.folder.path + "/home/kubering"
            _ = try TestProcess.run(["cp", Home.kubering, copy], environment: home.environment)
            chmod(home.folder.path + "/home", 0o755)
            let outcome = try TestProcess.run(prefix + [copy] + arguments, environment: home.environment)
            #expect(outcome.errors == "error: cannot read \"\(home.kubeconfig)\": permission denied\n")
            #expect(outcome.end == .exited(1))
        }
        chmod(home.kubeconfig, 0o600)
        #expect(try home.text() == Self.original)
        #expect(home.names() == ["config"])
    }

    @Test("without a file there is no context, and nothing is made")
    func missing() throws {
        let home = try Home()
        home.environment["KUBECONFIG"] = nil
        let file = home.folder.path + "/home/.kube/config"
        let outcome = try home.kubering("use", "context-1")
        #expect(
            outcome.errors == "error: no context named \"context-1\"; there are none in \(file), which does not exist\n"
        )
        #expect(outcome.end == .exited(2))
        #expect(Directory.names(in: home.folder.path + "/home").isEmpty)
        let current = try home.kubering("current")
        #expect(current.errors == "error: no context is current in \(file), which does not exist\n")
        #expect(current.end == .exited(1))
    }

    @Test("an empty file has no context, and stays empty")
    func empty() throws {
        let home = try Home("")
        let outcome = try home.kubering("use", "context-1")
        #expect(outcome.errors == "error: no context named \"context-1\"; there are none in \(home.kubeconfig)\n")
        #expect(outcome.end == .exited(2))
        #expect(try home.text() == "")
    }

    @Test("KUBECONFIG that names no file is told")
    func emptyList() throws {
        let home = try Home()
        home.environment["KUBECONFIG"] = ":"
        let outcome = try home.kubering("use", "context-1")
        #expect(
            outcome.errors
                == "error: no context named \"context-1\"; there are none in KUBECONFIG, which names no file\n")
        #expect(outcome.end == .exited(2))
        #expect(Directory.names(in: home.folder.path + "/home").isEmpty)
    }

    @Test("a state folder that cannot be written is a warning: the switch is made")
    func noState() throws {
        let home = try Home(Self.original)
        home.environment["XDG_STATE_HOME"] = "/proc/nothing"
        let outcome = try home.kubering("use", "context-1")
        #expect(
            outcome.errors == """
                warning: kubering undo cannot take this back: cannot create the folder "/proc/nothing": no such file or directory
                warning: - will not find the way back: cannot create the folder "/proc/nothing": no such file or directory
                Switched to context "context-1".

                """)
        #expect(outcome.end == .exited(0))
        #expect(try home.kubering("current").output == "context-1\n")
    }

    @Test("without HOME the file is looked for where kubectl looks, and nothing is made there")
    func noHome() throws {
        let home = try Home()
        home.environment["HOME"] = nil
        home.environment["KUBECONFIG"] = nil
        let outcome = try TestProcess.run(
            ["sh", "-c", "cd \"$1\" && exec \"$2\" use context-1", "sh", home.folder.path, Home.kubering],
            environment: home.environment)
        #expect(
            outcome.errors
                == "error: no context named \"context-1\"; there are none in .kube/config, which does not exist\n")
        #expect(outcome.end == .exited(2))
        #expect(home.names() == [])
    }

    @Test(
        "a name that is no context is quoted on one line and does nothing",
        arguments: [
            ("a\nb", #""a\nb""#), ("\u{1B}[31mred", #""\u{1B}[31mred""#), ("$(touch pwned)", #""$(touch pwned)""#),
            ("../../etc/passwd", #""../../etc/passwd""#), ("`id`", #""`id`""#), ("a\u{202E}b", #""a\u{202E}b""#),
        ])
    func strangeName(_ name: String, _ quoted: String) throws {
        let home = try Home(Self.original)
        let outcome = try home.kubering("use", name)
        // A bracket makes a pattern of it.
        let verb = name.contains("[") ? "fits" : "named"
        #expect(outcome.errors == "error: no context \(verb) \(quoted); see: kubering list contexts\n")
        #expect(outcome.end == .exited(2))
        #expect(try home.text() == Self.original)
        #expect(home.names() == ["config"])
        #expect(Directory.names(in: home.folder.path + "/home").isEmpty)
    }

    @Test("contexts with strange names are switched to and come back through -")
    func strangeContexts() throws {
        let names = ["a\nb", "\u{1B}[31mred", "$(touch pwned)", "../../etc/passwd", "-dash", "a b\"c'd\\e", "ü:#"]
        let contexts = names.map { "{\"name\": \(JSONValue.string($0).jsonText()), \"context\": {}}" }
        let home = try Home("{\"contexts\": [\(contexts.joined(separator: ", "))], \"current-context\": \"\"}\n")
        var before = ""
        for name in names {
            let switched = try home.kubering("use", "--", name)
            #expect(switched.end == .exited(0), "\(switched.errors)")
            let judged = try TestProcess.run(["kubectl", "config", "current-context"], environment: home.environment)
            #expect(judged.output == name + "\n")
            if !before.isEmpty {
                #expect(try home.kubering("use", "-").end == .exited(0))
                let back = try TestProcess.run(["kubectl", "config", "current-context"], environment: home.environment)
                #expect(back.output == before + "\n")
                #expect(try home.kubering("use", "-").end == .exited(0))
            }
            before = name
        }
        #expect(home.names() == ["config"])
    }
}
