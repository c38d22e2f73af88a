// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Another program's lock on the file.
@Suite struct ForeignLockTests {
    static let original = ManyContexts(count: 2).text

    @Test("a lock that stays is an error after ten seconds that names it, its age and the remedy")
    func stale() throws {
        let home = try Home(Self.original)
        let lock = home.kubeconfig + ".lock"
        try home.folder.write("", to: "config.lock")
        var times = [timespec(tv_sec: time(nil) - 7_300, tv_nsec: 0), timespec(tv_sec: time(nil) - 7_300, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, lock, &times, 0) == 0)
        let outcome = try home.kubering("use", "context-1")
        #expect(
            outcome.errors == """
                error: another program has held the lock "\(lock)" for 2 h (waited 10 s); if no kubectl or kubering is running, \
                remove it with: rm -f \(lock)

                """)
        #expect(outcome.end == .exited(ExitStatus.timedOut.rawValue))
        #expect(outcome.seconds >= 10)
        #expect(try home.text() == Self.original)
        #expect(home.names() == ["config", "config.lock"])
    }

    @Test("a lock left by a killed kubering is taken over at once, by two at a time too")
    func leftByDead() throws {
        let home = try Home(Self.original)
        let dead = try home.start(["true"], program: "env")
        _ = dead.outcome()
        try home.folder.write("kubering \(dead.id)\n", to: "config.lock", mode: 0o400)
        let commands = try [["use", "context-1"], ["ns", "web", "--context", "context-0"]].map { try home.start($0) }
        for command in commands {
            let outcome = command.outcome()
            #expect(outcome.end == .exited(0), "\(outcome.errors)")
        }
        var changed = ManyContexts(count: 2)
        changed.namespaces[0] = "web"
        #expect(
            try home.text()
                == changed.text.replacing("current-context: context-0 ", with: "current-context: context-1 "))
        #expect(home.names() == ["config"])
    }

    @Test("a lock that goes away in time is waited for")
    func released() throws {
        let home = try Home(Self.original)
        try home.folder.write("", to: "config.lock")
        let waiting = try home.start(["use", "context-1"])
        usleep(300_000)
        #expect(!waiting.hasEnded)
        #expect(try home.text() == Self.original)
        unlink(home.kubeconfig + ".lock")
        #expect(waiting.outcome().end == .exited(0))
        #expect(home.names() == ["config"])
    }

    /// kubectl empties a file before it writes it; of several files kubering reads all before it locks the one that changes.
    @Test("a file that kubectl writes just now is not taken for an empty one")
    func emptied() throws {
        let home = try Home("")
        home.environment["KUBECONFIG"] = home.environment["KUBECONFIG", default: ""] + ":" + home.folder.path + "/other"
        try home.folder.write("kind: Config\n", to: "other")
        try home.folder.write("", to: "config.lock")
        let waiting = try home.start(["use", "context-1"])
        usleep(300_000)
        #expect(!waiting.hasEnded)
        try home.folder.write(Self.original, to: "config")
        unlink(home.kubeconfig + ".lock")
        let outcome = waiting.outcome()
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        #expect(home.names() == ["config", "other"])
    }

    @Test("a signal ends the wait at once, and the other's lock stays", arguments: [SIGINT, SIGTERM, SIGHUP])
    func interrupted(_ signal: Int32) throws {
        let home = try Home(Self.original)
        try home.folder.write("", to: "config.lock")
        let waiting = try home.start(["use", "context-1"])
        usleep(300_000)
        waiting.signal(signal)
        #expect(waiting.outcome().end == .killed(signal))
        #expect(home.names() == ["config", "config.lock"])
        #expect(try home.text() == Self.original)
    }
}
