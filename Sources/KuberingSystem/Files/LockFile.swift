// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// kubectl's lock on a kubeconfig: the file `<path>.lock`, made with exclusive creation.
///
/// Its existence is the lock (client-go `tools/clientcmd/loader.go`, `lockFile`). kubectl fails at once when it exists;
/// we wait for a while. The lock is removed by ``release()``, by `deinit`, and by SIGINT, SIGTERM and SIGHUP. Unlike kubectl's,
/// ours holds a line that names its process, so that a lock left by a killed one can be told.
public final class LockFile {
    /// Where the lock file is.
    public let path: String
    private var slot: Int32

    private init(path: String, slot: Int32) {
        self.path = path
        self.slot = slot
    }

    deinit { release() }

    /// Removes the lock file.
    ///
    /// Doing so again has no effect.
    public func release() {
        guard slot != Self.released else { return }
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
        do throws(FileError) {
            let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o400, for: .lock)
            let lock = LockFile(path: path, slot: kubering_remove_on_signal(path))
            // The line is a courtesy to readers of the error message; the lock holds without it.
            var owner = "kubering \(getpid())\n"
            _ = owner.withUTF8 { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
            return lock
        } catch {
            if error.cause == .errno(EEXIST) { return nil }
            throw error
        }
    }
}
