// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A small file of our own that only its user may read: state, indexes.
///
/// Unlike a kubeconfig it is not brought to the disk at once: losing the last entry in a power cut is harmless, and a
/// switch must not wait for it. Readers still see the old file or the new one.
public struct PrivateFile: Sendable {
    /// Where the file is.
    public let path: String
    /// The most bytes that are read back.
    public static let limit = 16 * 1_048_576

    /// How long another process of kubering is waited for: one that was stopped must not stop all others.
    private static let lockWait = Duration.seconds(5)

    /// Names the file; nothing is touched yet.
    public init(_ path: String) {
        self.path = path
    }

    /// The contents; nil when there is no such file.
    public func read() throws(FileError) -> [UInt8]? {
        do throws(FileError) {
            return try FileSnapshot.read(path, limit: Self.limit).bytes
        } catch {
            guard error.isMissing else { throw error }
            return nil
        }
    }

    /// Replaces the contents (0600, folders 0700).
    public func write(_ bytes: [UInt8]) throws(FileError) {
        try Directory.create(LexicalPath.directory(of: path), mode: 0o700)
        let temporary = "\(path).\(getpid()).new"
        do throws(FileError) {
            let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, for: .write)
            try file.write(bytes, to: path)
            guard rename(temporary, path) == 0 else { throw .last(.write, path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Makes the file with these contents (0600, folders 0700); one that is there already is an error.
    public func create(_ bytes: [UInt8]) throws(FileError) {
        try Directory.create(LexicalPath.directory(of: path), mode: 0o700)
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, for: .write)
        do throws(FileError) {
            try file.write(bytes, to: path)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Removes the file; one that is not there is fine.
    public func remove() throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .last(.remove, path) }
    }

    /// Runs `body` while no other process of kubering does so for this file.
    ///
    /// - Throws: ``FileError`` when the side file cannot be locked, or another process does not give it back in 5 s; what `body`
    ///   throws.
    public func withExclusiveAccess<Result>(_ body: () throws -> Result) throws -> Result {
        try Directory.create(LexicalPath.directory(of: path), mode: 0o700)
        let lock = try FileLock(path + ".flock", wait: Self.lockWait)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }
}
