// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// The way from a certificate to kubectl on a machine without a keyring.
@Suite(.serialized) struct VaultOnboardingTests {
    private static let passphrase = "correct horse battery"

    /// A machine without a session bus, and the passphrase in a file.
    private final class Server {
        let desktop: Desktop
        let passphrase: Environment

        init(_ authority: Authority) throws {
            desktop = try Desktop(.absent, authority: authority)
            desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = nil
            let file = desktop.session.folder + "/passphrase"
            try PrivateFile(file).create(Array((VaultOnboardingTests.passphrase + "\n").utf8))
            passphrase = ["KUBERING_PASSPHRASE_FILE": file]
        }

        deinit {
            // Nothing may stay in the kernel; a vault that was never made is no failure.
            _ = try? desktop.kubering(["vault", "lock"])
        }

        func onboard(_ address: String) throws -> TestProcess.Outcome {
            let before = desktop.environment
            defer { desktop.environment = before }
            desktop.environment = before.merging(passphrase)
            return try desktop.onboard(server: address, and: ["--use"])
        }

        func remove(_ file: String) throws { _ = try desktop.run("rm", file) }
    }

    @Test("the key rests in the vault only, and kubectl signs in with it")
    func wholeWay() throws {
        let authority = try Authority()
        let api = try CertificateDemandingServer(authority)
        let server = try Server(authority)
        let desktop = server.desktop
        let done = try server.onboard(api.address)
        #expect(done.end == .exited(0), "\(done.errors)")
        #expect(
            done.errors.hasPrefix(
                "No keyring can be used here (no session bus): the vault is used; see: kubering credential stores\n"))
        for line in try authority.keyLines("jane.key") + [Base64Text.of(try authority.text("jane.key"))] {
            #expect(try desktop.run("grep", "-rlF", "--", line, desktop.session.folder).end == .exited(1))
        }
        let who = try TestProcess.run(
            ["kubectl", "get", "--raw", "/whoami"], environment: desktop.environment.merging(server.passphrase))
        #expect(who.output == "dev,ops,jane\n", "\(who.errors)")

        // Locked: kubectl's user is told at once what to do.
        #expect(try desktop.kubering(["vault", "lock"]).end == .exited(0))
        let refused = try desktop.run("kubectl", "get", "--raw", "/whoami")
        #expect(refused.end == .exited(1))
        #expect(refused.errors.contains("is locked: run 'kubering vault unlock'"), "\(refused.errors)")

        let id = try desktop.credentialID()
        let info = OnboardingTests.execInfo(api.address, Base64Text.of(try authority.text("cluster.crt")))
        func get(_ more: Environment = [:]) throws -> TestProcess.Outcome {
            try desktop.kubering(["credential", "get", id], with: info.merging(more))
        }
        for (variables, status) in [
            ([:], 3), (["KUBERING_PASSPHRASE": "wrong"], 3), (["KUBERING_PASSPHRASE_FILE": "/nonexistent"], 1),
        ] as [(Environment, Int32)] {
            let outcome = try get(variables)
            #expect(outcome.end == .exited(status), "\(outcome.errors)")
            #expect(outcome.output == "" && outcome.errors.isOneErrorLine, "\(outcome.errors)")
        }
        let unlocked = try desktop.kubering(["vault", "unlock", "--timeout", "5m"], with: server.passphrase)
        #expect(unlocked.end == .exited(0), "\(unlocked.errors)")
        // Some containers forbid the kernel keyring, and then it is said.
        let isRemembered = unlocked.errors == "The vault is unlocked for 5m.\n"
        #expect(isRemembered || unlocked.errors.contains("the kernel keyring cannot be used here"))
        #expect(try get().end == .exited(isRemembered ? 0 : 3))

        let removed = try desktop.kubering(["credential", "remove", id, "--yes"])
        #expect(removed.end == .exited(0), "\(removed.errors)")
        #expect(try get().end == .exited(2))
    }

    /// kubering in a container that forbids the kernel keyring, as Docker's do.
    private static let forbidden = [
        "strace", "-f", "-o", "/dev/null", "-e", "inject=add_key,keyctl:error=EPERM", Home.kubering,
    ]

    @Test("where the kernel keyring is forbidden, a passphrase that can be read once is enough for a command")
    func onePassphrase() throws {
        let server = try Server(try Authority())
        let done = try server.onboard("https://127.0.0.1:6443")
        #expect(done.end == .exited(0), "\(done.errors)")
        #expect(try server.desktop.kubering(["vault", "lock"]).end == .exited(0))
        let script = "exec \"$@\" --passphrase-fd 3 3<<END\n\(Self.passphrase)\nEND"
        let moved = try TestProcess.run(
            ["sh", "-c", script, "sh"] + Self.forbidden + ["credential", "move", "--all", "--to", "embedded", "--yes"],
            environment: server.desktop.environment)
        #expect(moved.end == .exited(0), "\(moved.errors)")
    }

    @Test("where the kernel keyring is forbidden, the passphrase is needed each time")
    func forbiddenKernelKeyring() throws {
        let server = try Server(try Authority())
        func kubering(_ arguments: String..., with more: Environment = [:]) throws -> TestProcess.Outcome {
            try TestProcess.run(
                Self.forbidden + arguments, environment: server.desktop.environment.merging(more))
        }
        let made = try kubering("vault", "init", with: server.passphrase)
        #expect(made.end == .exited(0), "\(made.errors)")
        let warning = "the kernel keyring cannot be used here (operation not permitted)"
        #expect(made.errors.contains(warning), "\(made.errors)")
        #expect(try kubering("vault", "unlock").end == .exited(3))
        for (variables, state) in [([:], "locked"), (server.passphrase, "usable")] {
            let lines = try kubering("credential", "stores", with: variables).output.split(separator: "\n")
            let words = lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
            #expect(words.contains("vault \(state)"), "\(lines)")
        }
    }

    /// kubectl says whether somebody can be asked; the question goes to the terminal, never to standard input.
    @Test("a locked vault asks at the terminal, if kubectl says so")
    func asksAtTheTerminal() throws {
        let authority = try Authority()
        let server = try Server(authority)
        #expect(try server.onboard("https://127.0.0.1:6443").end == .exited(0))
        #expect(try server.desktop.kubering(["vault", "lock"]).end == .exited(0))
        let id = try server.desktop.credentialID()
        let script = """
            import os, pty, sys
            child, terminal = pty.fork()
            if child == 0:
                os.dup2(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600), 1)
                os.execv(sys.argv[2], sys.argv[2:])
            shown = b""
            while True:
                try:
                    part = os.read(terminal, 1024)
                except OSError:
                    break
                shown += part
                if shown.endswith(b"Passphrase of the vault: "):
                    os.write(terminal, b"\(Self.passphrase)\\n")
            sys.stdout.buffer.write(shown)
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            """
        for (isInteractive, status) in [(false, 3), (true, 0)] as [(Bool, Int32)] {
            var info = OnboardingTests.execInfo(
                "https://127.0.0.1:6443", Base64Text.of(try authority.text("cluster.crt")))
            if isInteractive {
                info = Environment(
                    info.variables.map { variable in
                        let value = variable.value.replacing("\"interactive\":false", with: "\"interactive\":true")
                        return Environment.Variable(name: variable.name, value: value)
                    })
            }
            let answer = server.desktop.session.folder + "/answer"
            let outcome = try TestProcess.run(
                ["python3", "-c", script, answer, Home.kubering, "credential", "get", id],
                environment: server.desktop.environment.merging(info))
            #expect(outcome.end == .exited(status), "\(outcome.output)")
            #expect(outcome.output.contains("Passphrase of the vault: ") == isInteractive, "\(outcome.output)")
            #expect(!outcome.output.contains(Self.passphrase))
            let text = String(decoding: try FileSnapshot.read(answer, limit: 1 << 20).bytes, as: UTF8.self)
            #expect(text.contains("clientKeyData") == isInteractive)
            try server.remove(answer)
        }
    }
}
