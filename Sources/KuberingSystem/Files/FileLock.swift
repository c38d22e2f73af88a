// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// An advisory lock between processes of kubering, on a file that is there for nothing else.
///
/// It is given back when the object goes away, and by the kernel when the process ends. Source: flock(2).
public final class FileLock {
    /// Who else may hold it at the same time.
    public enum Sharing: Sendable {
        /// Nobody.
        case none
        /// Whoever also shares it.
        case amongReaders
    }

    private let file: OpenFile

    /// For programs that inherit the lock.
    var descriptor: Int32 { file.descriptor }

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - path: The file, which is made when it is missing (0600) and stays. Its folder must exist.
    ///   - sharing: Who else may hold it.
    ///   - wait: How long another holder is waited for; nil is as long as it takes.
    /// - Throws: ``FileError``, with `EWOULDBLOCK` as its cause when the wait is over.
    public init(_ path: String, sharing: Sharing = .none, wait: Duration? = nil) throws(FileError) {
        let file = try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW, for: .lock)
        try Self.take(file.descriptor, path, sharing == .none ? LOCK_EX : LOCK_SH, wait)
        self.file = file
    }

    private static func take(
        _ descriptor: Int32, _ path: String, _ operation: Int32, _ wait: Duration?
    ) throws(FileError) {
        let deadline = wait.map { ContinuousClock.now + $0 }
        while flock(descriptor, deadline == nil ? operation : operation | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK, let deadline, ContinuousClock.now < deadline else { throw .last(.lock, path) }
            usleep(2_000)
        }
    }
}
