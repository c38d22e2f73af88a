// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem

/// The files of a vault.
///
///     recipients.txt     the public key: whoever has it can add items
///     identity.age       the secret key, encrypted with the passphrase
///     items/ID.age       one credential each, encrypted to the public key
///     .lock              held while something is written
struct VaultFolder: Sendable {
    /// How long another writer is waited for.
    private static let lockWait = Duration.seconds(3)
    /// More than the largest item.
    private static let sizeLimit = 8 << 20

    let path: String

    var recipients: String { path + "/recipients.txt" }
    var identity: String { path + "/identity.age" }
    private var items: String { path + "/items" }

    func item(_ id: CredentialID) -> String { "\(items)/\(id).age" }

    /// Whether the vault has been made: one of the keys is there, without which nothing can be added or read.
    var exists: Bool {
        get throws(SecretsError) {
            if try isThere(recipients) { return true }
            return try isThere(identity)
        }
    }

    /// Whether there is something at a path of the vault.
    func isThere(_ file: String) throws(SecretsError) -> Bool {
        try Self.translating { () throws(FileError) in try FileSnapshot.isThere(file) }
    }

    /// Makes the folders (0700).
    func create() throws(SecretsError) {
        try Self.translating { () throws(FileError) in
            try Directory.create(LexicalPath.directory(of: path), mode: 0o700)
            try Directory.create(path, mode: 0o700)
            try Directory.create(items, mode: 0o700)
        }
        try check()
    }

    /// Refuses a folder in which others could put their own files.
    func check() throws(SecretsError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .vaultUnusable("\(FileError.last(.read, path))") }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
            throw .vaultUnusable("\(OutsideText.quoted(path)) is not a folder of this user")
        }
        guard status.st_mode & 0o022 == 0 else {
            throw .vaultUnusable(
                "others may write into \(OutsideText.quoted(path)); run: chmod 700 \(ShellQuoting.quoted(path))")
        }
    }

    /// Runs `body` while no other process writes into the vault.
    func withLock<Result>(_ body: () throws(SecretsError) -> Result) throws(SecretsError) -> Result {
        let lock: FileLock
        do throws(FileError) {
            lock = try FileLock(path + "/.lock", wait: Self.lockWait)
        } catch {
            if error.isBusy { throw .vaultBusy() }
            throw .vaultUnusable("\(error)")
        }
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// The contents of a file; nil when it is missing.
    func read(_ file: String) throws(SecretsError) -> [UInt8]? {
        do throws(FileError) {
            let snapshot = try FileSnapshot.read(file, limit: Self.sizeLimit)
            guard snapshot.owner == geteuid() else {
                throw FileError(.read, file, .other("it belongs to another user"))
            }
            return snapshot.bytes
        } catch {
            if error.isMissing { return nil }
            throw .vaultUnusable("\(error)")
        }
    }

    /// Replaces a file, and waits until it is on the disk; the lock must be held.
    func write(_ bytes: [UInt8], to file: String) throws(SecretsError) {
        try Self.translating { () throws(FileError) in
            try AtomicReplacement.replace(file) { write throws(FileError) in
                try bytes.withUnsafeBufferPointer { buffer throws(FileError) in
                    try write(UnsafeRawBufferPointer(buffer))
                }
            }
        }
    }

    /// Removes an item, and waits until that is on the disk; the lock must be held.
    ///
    /// - Returns: Whether there was one.
    func remove(_ id: CredentialID) throws(SecretsError) -> Bool {
        let file = item(id)
        guard unlink(file) == 0 else {
            if errno == ENOENT { return false }
            throw .vaultUnusable("\(FileError.last(.remove, file))")
        }
        try Self.translating { () throws(FileError) in try Directory.synchronize(items) }
        return true
    }

    /// Removes what killed writers have left; the lock must be held.
    func removeLeftovers() {
        for folder in [path, items] { AtomicReplacement.removeLeftovers(in: folder) }
    }

    /// The ids of all items, sorted.
    func identifiers() throws(SecretsError) -> [CredentialID] {
        let names = try Self.translating { () throws(FileError) -> [String] in
            do throws(FileError) {
                return try Directory.contents(of: items)
            } catch {
                if error.cause == .noSuchFile { return [] }
                throw error
            }
        }
        return names.compactMap { $0.hasSuffix(".age") ? CredentialID(parsing: $0.dropLast(4)) : nil }
    }

    @discardableResult
    private static func translating<Result>(_ body: () throws(FileError) -> Result) throws(SecretsError) -> Result {
        do throws(FileError) {
            return try body()
        } catch {
            throw .vaultUnusable("\(error)")
        }
    }
}
