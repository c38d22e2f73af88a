// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSecrets
import KuberingSystem
import KuberingTestSupport
import Testing

extension KeyringTests {
    /// Whatever is broken: an answer in time, by the right name.
    @Suite struct Trouble {
        let id = CredentialID.sample()

        /// Every operation gives the same failure, and none before its time.
        private func expect(
            _ summary: String, after milliseconds: Int = 0, _ probe: Probe,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            for result in [
                try probe.state(), try probe.read(id), try probe.save(.token("x"), id), try probe.remove(id),
                try probe.list(),
            ] {
                #expect(result.summary == summary, sourceLocation: sourceLocation)
                #expect(result.end == .exited(0), sourceLocation: sourceLocation)
                #expect(result.milliseconds >= milliseconds, sourceLocation: sourceLocation)
            }
        }

        /// Starts to read, and waits until the service, which is stopped, has been asked for something.
        private func startReading(_ probe: Probe, _ session: KeyringSession) throws -> TestProcess {
            let trace = session.folder + "/trace"
            var probe = probe
            probe.wrapper = ["strace", "-f", "-s", "500", "-e", "trace=sendmsg", "-o", trace]
            let reader = try probe.start("read", id)
            let hasAsked = try Patience.waits {
                guard FileSnapshot.exists(trace) else { return false }
                let text = String(decoding: try FileSnapshot.read(trace, limit: 1 << 20).bytes, as: UTF8.self)
                // The first that is sent to the service and not to the bus.
                return text.contains("GetAll")
            }
            #expect(hasAsked)
            return reader
        }

        @Test func noSessionBus() throws {
            let folder = try TestFolder()
            // GIO would run this one.
            try folder.write("#!/bin/sh\necho ran >\(folder.path)/ran\n", to: "dbus-launch", mode: 0o755)
            try folder.write("", to: "bus")
            let base: Environment = ["PATH": folder.path + ":/usr/bin:/bin", "HOME": folder.path, "DISPLAY": ":99"]
            for more in [
                [:], ["XDG_RUNTIME_DIR": folder.path], ["XDG_RUNTIME_DIR": folder.path + "/none"],
                ["DBUS_SESSION_BUS_ADDRESS": ""], ["DBUS_SESSION_BUS_ADDRESS": "autolaunch:"],
                ["DBUS_SESSION_BUS_ADDRESS": "unix:path=/none;autolaunch:scope=x"],
            ] as [Environment] {
                try expect("no-session-bus 4", Probe(base.merging(more)))
            }
            #expect(!FileSnapshot.exists(folder.path + "/ran"))
            #expect(
                try Probe(base).read(id).message == """
                    there is no session bus, so no keyring can be reached: neither DBUS_SESSION_BUS_ADDRESS nor \
                    XDG_RUNTIME_DIR is set; run inside a desktop session or under dbus-run-session
                    """)
        }

        @Test(arguments: [
            ("unix:path=/none/bus", "Could not connect: No such file or directory"),
            ("hello", "Address element “hello” does not contain a colon (:)"),
        ])
        func busThatIsNotThere(address: String, reason: String) throws {
            let probe = Probe(["LANG": "C.UTF-8", "DBUS_SESSION_BUS_ADDRESS": address])
            try expect("bus-unreachable 4", probe)
            #expect(
                try probe.read(id).message
                    == "the session bus cannot be reached (\(reason)): check DBUS_SESSION_BUS_ADDRESS")
        }

        @Test func busOfTheRuntimeFolder() throws {
            let session = try KeyringSession()
            var environment = session.environment
            environment["DBUS_SESSION_BUS_ADDRESS"] = nil
            environment["XDG_RUNTIME_DIR"] = session.folder
            #expect(try Probe(environment).state().summary == "\"usable\"")
        }

        @Test func busThatNeverAnswers() throws {
            let folder = try TestFolder()
            let socket = try SilentSocket(in: folder.path)
            var probe = Probe(["DBUS_SESSION_BUS_ADDRESS": "unix:path=\(socket.path)"])
            probe.requestMilliseconds = 400
            try expect("timed-out 5", after: 400, probe)
        }

        /// As the bus of another user does.
        @Test func busThatRefuses() throws {
            let session = try KeyringSession(.absent, refusesConnections: true)
            try expect("bus-unreachable 4", Probe(session.environment))
        }

        @Test func noSecretService() throws {
            let session = try KeyringSession(.absent)
            let probe = Probe(session.environment)
            try expect("no-secret-service 4", probe)
            #expect(
                try probe.read(id).message == """
                    nothing on the session bus offers the Secret Service, or it ended just now: start gnome-keyring, KWallet \
                    or KeePassXC (The name org.freedesktop.secrets was not provided by any .service files)
                    """)
        }

        /// A first login: the service is started, has no keyring, and neither asks for one nor makes one.
        @Test(arguments: [false, true])
        func noKeyringYet(isInteractive: Bool) throws {
            let session = try KeyringSession(.activatable)
            var probe = Probe(session.environment)
            probe.isInteractive = isInteractive
            try expect("no-keyring 4", probe)
            #expect(
                try probe.read(id).message == """
                    the Secret Service has no default keyring yet: create one in the desktop's "Passwords and Keys", or log \
                    in to the desktop once
                    """)
        }

        @Test(arguments: [
            ("libsecret-0.so.0", "libsecret is not installed (Debian: libsecret-1-0), and no keyring can be reached"),
            ("libz.so.1", "libsecret is too old or damaged, install it again (Debian: libsecret-1-0): "),
        ])
        func aLibraryThatCannotBeUsedIsSaidToBeMissing(library: String, message: String) throws {
            let session = try KeyringSession(.absent)
            var probe = Probe(session.environment)
            probe.library = library
            try expect("libsecret-missing 4", probe)
            #expect(try probe.read(id).message.hasPrefix(message))
        }

        @Test func aHungServiceIsNotWaitedForForEver() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            #expect(try probe.save(.certificate, id).failure == nil)
            try session.hang()
            var hasty = probe
            hasty.requestMilliseconds = 1000
            try expect("timed-out 5", after: 1000, hasty)
            #expect(
                try hasty.read(id).message == """
                    the Secret Service did not answer within 1 s: its program may hang or be waiting for a password in \
                    another window
                    """)
            session.resume()
            #expect(try probe.remove(id).summary == "\"removed\"")
        }

        /// Without a bus that starts it again, and with one: the new keyring is locked.
        @Test(arguments: [(false, "no-secret-service 4"), (true, "store-locked 3")])
        func serviceThatEndsDuringACall(isActivatable: Bool, afterwards: String) throws {
            let session = try KeyringSession(isActivatable: isActivatable)
            let probe = Probe(session.environment)
            #expect(try probe.save(.certificate, id).failure == nil)
            try session.hang()
            let reader = try startReading(probe, session)
            session.killKeyring()
            let result = Probe.result(of: reader)
            #expect(result.summary == "no-secret-service 4")
            #expect(result.end == .exited(0))
            #expect(try probe.read(id).summary == afterwards)
        }

        /// GIO would end the process.
        @Test func busThatEndsDuringACall() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            try session.hang()
            let reader = try startReading(probe, session)
            session.killBus()
            let result = Probe.result(of: reader)
            #expect(result.summary == "bus-unreachable 4")
            #expect(result.end == .exited(0))
        }

        /// gnome-keyring takes a damaged file for none at all and begins a new one; it does not tell.
        @Test func truncatedFile() throws {
            let session = try KeyringSession()
            let probe = Probe(session.environment)
            #expect(try probe.save(.certificate, id).failure == nil)
            session.killKeyring()
            #expect(truncate(session.folder + "/data/keyrings/login.keyring", 40) == 0)
            try session.unlock()
            #expect(try probe.read(id).summary == "credential-not-found 2")
            #expect(try probe.save(.token("x"), .sample(2)).summary == "\"saved\"")
            #expect(try probe.read(.sample(2)).failure == nil)
        }
    }
}
