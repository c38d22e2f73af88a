// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// A write that is cut short at each of its system calls.
@Suite(.serialized) struct InterruptedWriteTests {
    struct Write: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let before: String
        let after: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let block = ManyContexts(count: 3)
    static let json = #"{"contexts": [{"name": "a", "context": {"cluster": "c"}}], "current-context": "", "x": 1}"#
    static let writes = [
        Write(
            arguments: ["use", "context-2"], before: block.text,
            after: block.text.replacing("current-context: context-0 ", with: "current-context: context-2 ")),
        Write(
            arguments: ["ns", "web", "--context", "context-1"], before: block.text,
            after: {
                var changed = block
                changed.namespaces[1] = "web"
                return changed.text
            }()),
        Write(
            arguments: ["use", "a"], before: json,
            after: json.replacing(#""current-context": """#, with: #""current-context": "a""#)),
    ]

    @Test("killed at any system call, a write leaves the old file or the new one", arguments: writes)
    func killed(_ write: Write) throws {
        let seen = try interrupt(write, by: "KILL") { home in
            let lock = home.kubeconfig + ".lock"
            guard let left = LeftLock(at: lock) else { return }
            // One that names its process is taken over; one without a name, as kubectl's, is not.
            if left.deadOwner == nil {
                #expect(try FileSnapshot.read(lock, limit: 1).bytes.isEmpty)
                unlink(lock)
            } else {
                let next = try TestProcess.run([Home.kubering] + write.arguments, environment: home.environment)
                #expect(next.end == .exited(0), "\(next.errors)")
                #expect(try home.text() == write.after)
            }
        }
        #expect(seen == [write.before, write.after])
    }

    @Test(
        "stopped by a signal at any system call, a write leaves no lock and no other file",
        arguments: ["INT", "TERM", "HUP"])
    func signalled(_ signal: String) throws {
        let write = Self.writes[0]
        let seen = try interrupt(write, by: signal) { home in #expect(home.names() == ["config"]) }
        #expect(seen == [write.before, write.after])
    }

    @Test("a signal after the lock is given back leaves the lock of the next one alone")
    func signalledAtTheEnd() throws {
        let write = Self.writes[0]
        let home = try Home(write.before)
        let lock = home.kubeconfig + ".lock"
        let writer = try home.start(
            [
                "-f", "-o", "/dev/null", "-P", lock, "-e", "trace=unlink", "-e", "inject=unlink:delay_exit=2000000",
                Home.kubering,
            ] + write.arguments, program: "strace")
        #expect(try Patience.waits { try home.text() == write.after && !FileSnapshot.exists(lock) })
        try home.folder.write("", to: "config.lock")
        let children = try TestProcess.run(
            ["cat", "/proc/\(writer.id)/task/\(writer.id)/children"], environment: home.environment)
        let process = try #require(children.output.split(separator: " ").first.flatMap { pid_t($0) })
        try #require(process > 1)
        kill(process, SIGTERM)
        #expect(writer.outcome().end == .killed(SIGTERM))
        #expect(home.names() == ["config", "config.lock"])
    }

    /// What is done is said to be done, even when the folder could not be brought to the disk.
    @Test func aFolderThatCannotBeSynchronized() throws {
        for fault in ["fsync:error=EIO:when=2", "openat:error=EACCES:path"] {
            let home = try Home(Self.block.text)
            let trap = fault.hasSuffix(":path") ? ["-P", home.folder.path] : []
            let outcome = try TestProcess.run(
                ["strace", "-f", "-o", "/dev/null"] + trap
                    + ["-e", "inject=" + fault.replacing(":path", with: ""), Home.kubering, "use", "context-2"],
                environment: home.environment)
            #expect(outcome.end == .exited(0) && !outcome.errors.contains("error"), "\(outcome)")
            #expect(try home.text() == Self.writes[0].after)
            #expect(try home.kubering("undo").end == .exited(0))
        }
    }

    @Test func theRightsOfAGroupThatCannotBeKept() throws {
        let home = try Home(Self.block.text)
        #expect(chown(home.kubeconfig, getuid(), getgid() + 4_321) == 0 && chmod(home.kubeconfig, 0o664) == 0)
        let outcome = try TestProcess.run(
            [
                "strace", "-f", "-o", "/dev/null", "-e", "inject=fchown:error=EPERM", Home.kubering, "use", "context-2",
            ], environment: home.environment)
        #expect(outcome.end == .exited(0), "\(outcome)")
        #expect(FilePermissions(of: home.kubeconfig)?.mode == 0o604)
    }

    /// Sends the signal at one system call after the other, each time to a new process.
    ///
    /// - Returns: The texts that were found afterwards, in the order they were first seen.
    private func interrupt(_ write: Write, by signal: String, afterwards: (Home) throws -> Void) throws -> [String] {
        let home = try Home(write.before)
        var seen: [String] = []
        for call in try calls(of: write) {
            try home.folder.write(write.before, to: "config")
            _ = try TestProcess.run(
                [
                    "strace", "-f", "-o", "/dev/null", "-e",
                    "inject=\(call.name):signal=\(signal):when=\(call.occurrence)", Home.kubering,
                ] + write.arguments, environment: home.environment)
            let text = try home.text()
            if !seen.contains(text) { seen.append(text) }
            #expect(text == write.before || text == write.after, "at \(call)")
            try afterwards(home)
        }
        // The next one finds its way whatever was left behind.
        #expect(try home.kubering("current").end == .exited(0))
        #expect(home.names() == ["config"])
        return seen
    }

    private struct Call {
        let name: String
        /// Which one of that name, from 1: strace counts each name by itself.
        let occurrence: Int
    }

    /// The system calls from the first that names the file on; what comes before it is the start of any process.
    private func calls(of write: Write) throws -> [Call] {
        let home = try Home(write.before)
        let trace = home.folder.path + "/trace"
        let outcome = try TestProcess.run(
            ["strace", "-f", "-o", trace, Home.kubering] + write.arguments, environment: home.environment)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        #expect(try home.text() == write.after)
        var counts: [Substring: Int] = [:]
        var calls: [Call] = []
        for line in String(decoding: try FileSnapshot.read(trace, limit: 1 << 24).bytes, as: UTF8.self).split(
            separator: "\n")
        {
            let text = line.drop { $0.isNumber || $0 == " " }
            let name = text.prefix { $0 != "(" }
            guard name.count < text.count, !name.contains(" ") else { continue }
            counts[name, default: 0] += 1
            guard !calls.isEmpty || (name != "execve" && text.contains("\"\(home.kubeconfig)")) else { continue }
            calls.append(Call(name: String(name), occurrence: counts[name, default: 0]))
        }
        #expect(calls.count > 30)
        return calls
    }
}
