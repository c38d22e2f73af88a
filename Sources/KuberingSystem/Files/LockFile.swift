// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// kubectl's lock on a kubeconfig: the file `<path>.lock`, made with exclusive creation.
///
/// Its existence is the lock (client-go `tools/clientcmd/loader.go`, `lockFile`). kubectl fails at once when it exists;
/// we wait for a while. The lock is removed by ``release()``, by `deinit`, and by SIGINT, SIGTERM and SIGHUP. Unlike kubectl's,
/// ours holds a line that names its process and is locked with flock(2), so that one left by a killed process can be told and
/// is taken over at once (``LeftLock``).
public final class LockFile {
    /// Where the lock file is.
    public let path: String
    private var slot: Int32
    /// Open, and with it locked, until this object goes.
    private let file: OpenFile

    private init(_ file: consuming OpenFile, path: String, slot: Int32) {
        self.file = file
        self.path = path
        self.slot = slot
    }

    deinit { release() }

    /// Removes the lock file.
    ///
    /// Doing so again has no effect.
    public func release() {
        guard slot != Self.released else { return }
        // A signal that came in between would remove the lock that another program has made by then.
        kubering_hold_signals()
        defer { kubering_release_signals() }
        unlink(path)
        kubering_keep_on_signal(slot)
        slot = Self.released
    }

    /// Takes a lock, waiting for another holder.
    ///
    /// - Parameters:
    ///   - file: The file that is about to change; the lock file is made beside it. Missing parent folders are made.
    ///   - wait: How long to wait for another holder.
    /// - Returns: The lock.
    /// - Throws: ``LockError`` when the wait is over; ``FileError`` when the lock file cannot be made.
    public static func acquire(beside file: String, wait: Duration) throws -> LockFile {
        let path = file + ".lock"
        try Directory.create(LexicalPath.directory(of: path), mode: 0o755)
        let deadline = ContinuousClock.now + wait
        var pause: UInt32 = 1_000
        while true {
            if let lock = try attempt(path) { return lock }
            try LeftLock.removeLeft(at: path)
            if let lock = try attempt(path) { return lock }
            guard ContinuousClock.now < deadline else { throw LockError(existing: path, waited: wait) }
            usleep(pause)
            pause = min(pause * 2, 25_000)
        }
    }

    private static let released: Int32 = -2

    private static func attempt(_ path: String) throws(FileError) -> LockFile? {
        // A signal between creating and registering the file would leave it behind.
        kubering_hold_signals()
        defer { kubering_release_signals() }
        // Marked before it has its name: a kill in between leaves no lock of which nobody can tell whose it is.
        if let file = OpenFile(unnamedIn: LexicalPath.directory(of: path), mode: 0o400) {
            mark(file)
            switch kubering_give_name(file.descriptor, path) {
            case 0: return LockFile(file, path: path, slot: kubering_remove_on_signal(path))
            case EEXIST: return nil
            default: break
            }
        }
        // Where the file system has no files without a name, or /proc is missing.
        do throws(FileError) {
            let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o400, for: .lock)
            let slot = kubering_remove_on_signal(path)
            mark(file)
            return LockFile(file, path: path, slot: slot)
        } catch {
            if error.cause == .errno(EEXIST) { return nil }
            throw error
        }
    }

    /// Locks a lock file and writes whose it is.
    private static func mark(_ file: borrowing OpenFile) {
        // The line promises that the file is locked for as long as we run; without it the lock holds as kubectl's does.
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        var owner = "kubering \(getpid())\n"
        _ = owner.withUTF8 { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
    }
}
