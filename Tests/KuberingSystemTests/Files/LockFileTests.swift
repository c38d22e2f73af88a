// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingTestSupport
import Synchronization
import Testing

@testable import KuberingSystem

/// The lock that kubectl and kubering share.
struct LockFileTests {
    private let folder: TestFolder
    private let file: String

    init() throws {
        folder = try TestFolder()
        file = folder.path + "/config"
    }

    private func names() -> [String] { Directory.names(in: folder.path) }

    @Test func theLockIsAFileThatNamesItsProcess() throws {
        let lock = try LockFile.acquire(beside: file, wait: .zero)
        #expect(lock.path == file + ".lock")
        let snapshot = try FileSnapshot.read(lock.path, limit: 100)
        #expect(String(decoding: snapshot.bytes, as: UTF8.self) == "kubering \(getpid())\n")
        lock.release()
        #expect(names().isEmpty)
        lock.release()
    }

    @Test func theLockGoesWithItsOwner() throws {
        do {
            let lock = try LockFile.acquire(beside: file, wait: .zero)
            #expect(names() == ["config.lock"])
            withExtendedLifetime(lock) {}
        }
        #expect(names().isEmpty)
    }

    @Test func missingFoldersAreMade() throws {
        let lock = try LockFile.acquire(beside: folder.path + "/a/b/config", wait: .zero)
        #expect(Directory.names(in: folder.path + "/a/b") == ["config.lock"])
        lock.release()
    }

    @Test func anotherHolderIsWaitedFor() throws {
        try folder.write("", to: "config.lock", mode: 0)
        let start = ContinuousClock.now
        // In a process of its own: this thread is the one that waits.
        let holder = try TestProcess(
            ["sh", "-c", "sleep 0.15; rm -f \(file).lock"], environment: ["PATH": "/usr/bin:/bin"])
        let lock = try LockFile.acquire(beside: file, wait: .seconds(60))
        #expect(ContinuousClock.now - start >= .milliseconds(150))
        #expect(holder.outcome().end == .exited(0))
        #expect(names() == ["config.lock"])
        lock.release()
    }

    @Test func theWaitEnds() throws {
        try folder.write("", to: "config.lock", mode: 0)
        let start = ContinuousClock.now
        let error = #expect(throws: LockError.self) { try LockFile.acquire(beside: file, wait: .milliseconds(1100)) }
        #expect(ContinuousClock.now - start >= .milliseconds(1100))
        #expect(error?.waited == 1 && error?.exitStatus == .timedOut)
        let age = error?.age ?? -1
        #expect(age >= 1)
        #expect(
            error?.description == "another program has held the lock \"\(file).lock\" for \(age) s (waited 1 s); "
                + "if no kubectl or kubering is running, remove it with: rm -f \(file).lock")
        #expect(names() == ["config.lock"])
    }

    @Test func aLockThatAKilledProcessLeftIsTakenOverAtOnce() throws {
        // Our own id: with containers, the process that has it now may be another one.
        try folder.write("kubering \(getpid())\n", to: "config.lock", mode: 0o400)
        #expect(Patience.waits { LeftLock(at: file + ".lock")?.deadOwner == getpid() })
        // A program that a test beside this one starts just now has our open files for a moment, flock(2) included.
        let lock = try LockFile.acquire(beside: file, wait: .seconds(180))
        #expect(names() == ["config.lock"])
        #expect(throws: LockError.self) { try LockFile.acquire(beside: file, wait: .zero) }
        lock.release()
        #expect(names().isEmpty)
    }

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    /// Whoever looks, at any moment, finds the mark: so would somebody who comes after a kill at that moment.
    @Test func theLockNamesItsProcessFromTheBeginning() async throws {
        // Where the file system has no files without a name, a lock is empty for some microseconds.
        let isPossible = if OpenFile(unnamedIn: folder.path, mode: 0o400) != nil { true } else { false }
        let isOver = Flag()
        let path = file + ".lock"
        async let unmarked = Task.detached {
            var count = 0
            while !isOver.isSet.load(ordering: .relaxed) {
                if let bytes = try? FileSnapshot.read(path, limit: 100).bytes, bytes.isEmpty { count += 1 }
            }
            return count
        }.value
        for _ in 1...3_000 { try LockFile.acquire(beside: file, wait: .seconds(60)).release() }
        isOver.isSet.store(true, ordering: .relaxed)
        let count = await unmarked
        #expect(count == 0 || !isPossible)
        #expect(names().isEmpty)
    }

    private final class Holders: Sendable {
        let count = Atomic(0)
    }

    @Test func ofManyThatTakeALeftLockOverOneHoldsItAtATime() async throws {
        for _ in 1...50 {
            try folder.write("kubering \(getpid())\n", to: "config.lock", mode: 0o400)
            let holders = Holders()
            await withTaskGroup(of: Bool.self) { group in
                for _ in 1...4 {
                    group.addTask { [file] in
                        guard let lock = try? LockFile.acquire(beside: file, wait: .seconds(60)) else { return false }
                        let alone = holders.count.add(1, ordering: .relaxed).newValue == 1
                        usleep(200)
                        holders.count.subtract(1, ordering: .relaxed)
                        lock.release()
                        return alone
                    }
                }
                for await alone in group { #expect(alone) }
            }
            #expect(names().isEmpty)
        }
    }

    @Test(arguments: ["kubering x", "kubectl 1", "kubering 1 2", "kubering -1", "kubering 0", ""])
    func otherContentsNameNobody(_ text: String) throws {
        try folder.write(text, to: "config.lock")
        #expect(throws: LockError.self) { try LockFile.acquire(beside: file, wait: .zero) }
        #expect(LeftLock(at: file + ".lock").map { $0.deadOwner == nil && !$0.isHeld } == true)
        #expect(names() == ["config.lock"])
    }

    @Test func aLivingOwnerIsNotDead() throws {
        let lock = try LockFile.acquire(beside: file, wait: .zero)
        #expect(throws: LockError.self) { try LockFile.acquire(beside: file, wait: .zero) }
        #expect(LeftLock(at: lock.path).map { $0.deadOwner == nil && $0.isHeld } == true)
        try LeftLock(at: lock.path)?.remove()
        #expect(names() == ["config.lock"])
        lock.release()
    }

    @Test func aFolderThatTakesNoFilesIsAFileError() {
        let error = #expect(throws: FileError.self) { try LockFile.acquire(beside: "/proc/config", wait: .zero) }
        #expect(error?.operation == .lock && error?.path == "/proc/config.lock")
    }

    @Test func kubectlIsKeptOut() throws {
        try folder.write("current-context: a\ncontexts: [{name: a}, {name: b}]\n", to: "config")
        let lock = try LockFile.acquire(beside: file, wait: .zero)
        let command = ["kubectl", "config", "use-context", "b", "--kubeconfig", file]
        let refused = try TestProcess.run(command, environment: ["HOME": folder.path])
        #expect(refused.end == .exited(1) && refused.errors.contains("config.lock"))
        lock.release()
        #expect(try TestProcess.run(command, environment: ["HOME": folder.path]).end == .exited(0))
    }
}
