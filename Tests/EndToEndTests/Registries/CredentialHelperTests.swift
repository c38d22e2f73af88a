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
}
