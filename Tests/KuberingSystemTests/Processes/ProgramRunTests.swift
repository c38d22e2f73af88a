// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Other programs: what they get, what they may do, and how long.
@Suite struct ProgramRunTests {
    private func run(
        _ script: String, _ input: String = "", limit: Duration = .seconds(180), outputLimit: Int = 1 << 20,
        lock: FileLock? = nil
    ) throws -> ProgramRun.Result {
        try ProgramRun(
            "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "A": "b"], timeLimit: limit,
            outputLimit: outputLimit, lock: lock
        ).run(input: SecretBytes(utf8: input))
    }

    @Test func givesEverythingBack() throws {
        let result = try run("cat; echo \"$A\" \"$HOME\" >&2; exit 3", "in")
        #expect(result.output.exposedText == "in")
        #expect(String(decoding: result.errors, as: UTF8.self) == "b \n")
        #expect(result.status == 3)
    }

    /// More than a pipe holds, both ways at once.
    @Test(arguments: [0, 1, 65_536, 1 << 20])
    func neitherSideBlocks(_ size: Int) throws {
        let text = String(repeating: "x", count: size)
        #expect(try run("cat", text).output.exposedText == text)
    }

    @Test func inputThatNobodyReads() throws {
        let result = try run("exec <&-; echo done", String(repeating: "x", count: 1 << 20))
        #expect(result.output.exposedText == "done\n" && result.status == 0)
    }

    @Test func whatTakesTooLongIsEndedWithAllItStarted() throws {
        let folder = try TestFolder()
        let path = folder.path + "/lock"
        #expect(throws: ProgramRun.Failure.timedOut) {
            try run("sleep 600 & wait", limit: .milliseconds(300), lock: try FileLock(path))
        }
        // What it started is gone, too: the lock was theirs, and is free.
        _ = try FileLock(path, wait: .seconds(180))
    }

    @Test func whatWritesTooMuchIsEnded() {
        #expect(throws: ProgramRun.Failure.tooMuchOutput(limit: 100_000)) { try run("yes", outputLimit: 100_000) }
    }

    @Test func signalsAndMissingProgramsAreFailures() {
        #expect(throws: ProgramRun.Failure.killed(signal: SIGTERM)) { try run("kill -TERM $$") }
        #expect(throws: ProgramRun.Failure.notStarted(ENOENT)) {
            try ProgramRun("/nonexistent", [], environment: [:], timeLimit: .seconds(1), outputLimit: 1)
                .run(input: SecretBytes([]))
        }
    }

    /// A daemon that keeps the streams is no reason to wait.
    @Test func whatItLeavesRunningIsNotWaitedFor() throws {
        let result = try run("sleep 600 & echo out $!")
        let words = result.output.exposedText.split(separator: " ")
        let daemon = try #require(words.last.flatMap { pid_t($0.dropLast()) }.flatMap { $0 > 1 ? $0 : nil })
        // It was not waited for, for it is still there.
        #expect(words.first == "out" && result.status == 0 && kill(daemon, SIGKILL) == 0)
    }

    @Test func theLockLastsAsLongAsTheProgram() throws {
        let folder = try TestFolder()
        let path = folder.path + "/lock"
        let result = try run("sleep 600 >/dev/null 2>&1 & echo $!", lock: try FileLock(path))
        #expect(throws: FileError(.lock, path, .errno(EWOULDBLOCK))) { try FileLock(path, wait: .milliseconds(50)) }
        let daemon = try #require(pid_t(result.output.exposedText.dropLast()).flatMap { $0 > 1 ? $0 : nil })
        #expect(kill(daemon, SIGKILL) == 0)
        _ = try FileLock(path, wait: .seconds(180))
    }
}
