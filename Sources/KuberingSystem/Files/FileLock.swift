// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// An advisory lock between processes of kubering, on a file that is there for nothing else.
///
/// It is given back when the object goes away, and by the kernel when the process ends. Source: flock(2).
public final class FileLock {
    private let file: OpenFile

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - path: The file, which is made when it is missing (0600) and stays. Its folder must exist.
    ///   - wait: How long another holder is waited for; nil is as long as it takes.
    /// - Throws: ``FileError``, with `EWOULDBLOCK` as its cause when the wait is over.
    public init(_ path: String, wait: Duration? = nil) throws(FileError) {
        let file = try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW, for: .lock)
        try Self.take(file.descriptor, path, wait)
        self.file = file
    }

    private static func take(_ descriptor: Int32, _ path: String, _ wait: Duration?) throws(FileError) {
        let deadline = wait.map { ContinuousClock.now + $0 }
        while flock(descriptor, deadline == nil ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK, let deadline, ContinuousClock.now < deadline else { throw .last(.lock, path) }
            usleep(2_000)
        }
    }
}
