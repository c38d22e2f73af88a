// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Docker's credential stores, with Debian's own helpers.
@Suite(.serialized) struct CredentialHelperTests {
    private func make(_ desktop: Desktop, _ words: String...) throws -> TestProcess.Outcome {
        try desktop.kubering(["pull-secret", "create", "s", "--no-verify"] + words)
    }

    private func write(_ config: String, _ desktop: Desktop) throws {
        let folder = desktop.session.folder + "/home/.docker"
        try Directory.create(folder, mode: 0o700)
        _ = try TestProcess.run(
            ["sh", "-c", "cat >\"$1\"", "sh", folder + "/config.json"], environment: desktop.environment,
            input: Array(config.utf8))
    }

    @Test("what docker keeps in the Secret Service is found without its helper, all accounts of it")
    func secretService() throws {
        let desktop = try Desktop(authority: try Authority())
        try write(#"{"auths": {"r.test": {}}, "credsStore": "secretservice"}"#, desktop)
        for (server, user) in [("r.test", "jane"), ("https://r.test/v1/", "robot"), ("o.test", "other")] {
            let stored = try TestProcess.run(
                ["docker-credential-secretservice", "store"], environment: desktop.environment,
                input: Array(#"{"ServerURL":"\#(server)","Username":"\#(user)","Secret":"of-\#(user)"}"#.utf8))
            #expect(stored.end == .exited(0), "\(stored)")
        }
        // No helper on PATH: only what the program itself needs.
        desktop.environment["PATH"] = "/nonexistent"
        let other = try make(desktop, "--registry", "o.test")
        #expect(other.errors == "Registry o.test: user other, from docker's items in the Secret Service.\n")
        #expect(try make(desktop, "--registry", "r.test").errors.contains("several accounts for registry \"r.test\""))
        let robot = try make(desktop, "--registry", "r.test", "-u", "robot")
        #expect(robot.end == .exited(0), "\(robot.errors)")
        #expect(robot.output.contains("kind: Secret"))
        let none = try make(desktop, "--registry", "none.test")
        #expect(none.end == .exited(2))
    }

    @Test("logout for docker lets its store forget, and looks again")
    func logout() throws {
        let desktop = try Desktop(authority: try Authority())
        let config = "{\n\t\"credsStore\": \"secretservice\",\n\t\"auths\": {\"r.test\": {}, \"o.test\": {}}\n}\n"
        try write(config, desktop)
        for user in ["jane", "robot"] {
            let stored = try TestProcess.run(
                ["docker-credential-secretservice", "store"], environment: desktop.environment,
                input: Array(#"{"ServerURL":"r.test","Username":"\#(user)","Secret":"of-\#(user)"}"#.utf8))
            #expect(stored.end == .exited(0), "\(stored)")
        }
        func logout(_ words: String...) throws -> TestProcess.Outcome {
            try desktop.kubering(["registry", "logout", "https://r.test/v2/", "--from", "docker"] + words)
        }
        let one = try logout("-u", "jane")
        #expect(
            one.errors.contains("forgets every user of registry \"https://r.test/v2/\" at once, \"robot\" included"))
        #expect(one.end == .exited(64))
        #expect(try logout("-u", "nobody").end == .exited(2))
        let all = try logout()
        let start = "Registry https://r.test/v2/: what was there is removed from "
        let file = desktop.session.folder + "/home/.docker/config.json"
        #expect(all.errors == start + "docker-credential-secretservice.\n" + start + file + ".\n")
        #expect(try make(desktop, "--registry", "r.test").end == .exited(2))
        let after = String(decoding: try FileSnapshot.read(file, limit: 10_000).bytes, as: UTF8.self)
        #expect(after == config.replacing("\"r.test\": {}, ", with: ""))
        #expect(try logout().end == .exited(2))
    }

    @Test("login for docker gives the password to its store, and to nobody else")
    func login() throws {
        let desktop = try Desktop(.absent, authority: try Authority())
        try write(#"{"auths": {"r.test": {"auth": "b2xkOm9sZA==", "x": 1}}, "credsStore": "pass"}"#, desktop)
        let store = try PassStore(desktop)
        let marker = "m4rkerPassw0rd"
        let trace = desktop.session.folder + "/trace"
        let login = try TestProcess.run(
            [
                "strace", "-f", "-s", "10000", "-v", "-e", "trace=execve", "-o", trace, Home.kubering, "registry",
                "login", "r.test", "-u", "jane", "--password-stdin", "--to", "docker", "--no-verify",
            ], environment: desktop.environment, input: Array((marker + "\n").utf8))
        #expect(login.errors == "Registry r.test: user jane is in docker-credential-pass.\n", "\(login)")
        #expect(try desktop.run("grep", "-c", "docker-credential-pass", trace).end == .exited(0))
        for text in [marker, "amFuZTptNHJrZXJQYXNzdzByZA"] {
            let found = try desktop.run("grep", "-rl", text, desktop.session.folder)
            #expect(found.output == "")
        }
        let file = desktop.session.folder + "/home/.docker/config.json"
        let config = String(decoding: try FileSnapshot.read(file, limit: 10_000).bytes, as: UTF8.self)
        #expect(config == #"{"auths": {"r.test": {"x": 1}}, "credsStore": "pass"}"#)
        let made = try make(desktop, "--registry", "r.test", "--from", "helper:pass")
        #expect(made.errors == "Registry r.test: user jane, from docker-credential-pass.\n")
        let out = try desktop.kubering(["registry", "logout", "r.test", "-u", "jane", "--from", "docker"])
        #expect(out.errors == "Registry r.test: user jane is removed from docker-credential-pass.\n", "\(out.errors)")
        #expect(try make(desktop, "--registry", "r.test", "--from", "helper:pass").end == .exited(2))
        withExtendedLifetime(store) {}
    }

    @Test("docker-credential-pass is asked, its silence is not taken for a password")
    func pass() throws {
        let desktop = try Desktop(.absent, authority: try Authority())
        try write(#"{"auths": {"r.test": {}, "none.test": {}}, "credsStore": "pass"}"#, desktop)
        let script = """
            set -e
            gpg --batch --quiet --passphrase '' --quick-gen-key test@example.com default default never
            pass init test@example.com
            printf '{"ServerURL":"r.test","Username":"jane","Secret":"of-jane"}' | docker-credential-pass store
            """
        let made = try desktop.run("sh", "-c", script)
        #expect(made.end == .exited(0), "\(made.errors)")
        let jane = try make(desktop, "--registry", "https://r.test")
        #expect(jane.errors == "Registry https://r.test: user jane, from docker-credential-pass.\n")
        #expect(jane.end == .exited(0))
        let none = try make(desktop, "--registry", "none.test", "--from", "docker")
        #expect(none.end != .exited(0))
        #expect(none.output == "")
        _ = try desktop.run("gpgconf", "--kill", "all")
    }

    /// The helper answers and ends between our wait for its answer and the question whether it still runs.
    @Test("what a helper writes just before it ends is read")
    func lastWords() throws {
        let desktop = try Desktop(.absent, authority: try Authority())
        let folder = desktop.session.folder + "/bin"
        try Directory.create(folder, mode: 0o700)
        let helper = """
            #!/bin/sh
            cat >/dev/null
            sleep 0.1
            echo '{"ServerURL":"r.test","Username":"jane","Secret":"of-jane"}'
            """
        let made = try TestProcess.run(
            ["sh", "-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", folder + "/docker-credential-late"],
            environment: desktop.environment, input: Array(helper.utf8))
        #expect(made.end == .exited(0), "\(made.errors)")
        desktop.environment["PATH"] = desktop.environment["PATH", default: ""] + ":" + folder
        let secret = try desktop.run(
            "strace", "-f", "-o", "/dev/null", "-e", "inject=waitid:delay_enter=300000", Home.kubering, "pull-secret",
            "create", "s", "--no-verify", "--registry", "r.test", "--from", "helper:late")
        #expect(secret.errors == "Registry r.test: user jane, from docker-credential-late.\n")
    }
}
