// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// A lock file that is there, and what can be told of who made it.
///
/// kubering keeps its own lock files locked with flock(2) while it runs, and the kernel gives that back however it ends. So
/// a lock that names kubering and is not locked is left over, also where process ids say nothing, as between containers.
public struct LeftLock: Sendable, Hashable {
    /// The lock file.
    public let path: String
    /// How old it is, in seconds.
    public let age: Int
    /// The process that made it, when kubering made it and that process no longer runs.
    public let deadOwner: Int32?
    /// Whether kubering made it, and that process runs.
    public let isHeld: Bool

    /// Looks at a lock file; nil when there is none.
    public init?(at path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.path = path
        age = max(0, time(nil) - status.st_mtim.tv_sec)
        // Unreadable (kubectl makes its locks with mode 000) or gone: then the owner is unknown.
        guard let made = try? OwnLock(opening: path) else {
            (deadOwner, isHeld) = (nil, false)
            return
        }
        isHeld = !made.isLeft
        deadOwner = made.isLeft ? made.owner : nil
    }

    /// Removes the lock, unless another one has taken its place.
    ///
    /// - Throws: ``FileError``.
    public func remove() throws(FileError) {
        if deadOwner != nil {
            try Self.removeLeft(at: path)
            return
        }
        guard let now = LeftLock(at: path), now.age >= age, now.deadOwner == nil, !now.isHeld else { return }
        guard unlink(path) == 0 || errno == ENOENT else { throw .last(.remove, path) }
    }

    /// Removes a lock of a kubering that is provably gone; no other one is touched.
    ///
    /// - Throws: ``FileError`` when it is such a lock and cannot be removed.
    static func removeLeft(at path: String) throws(FileError) {
        guard let made = try? OwnLock(opening: path), made.isLeft else { return }
        // Only who holds the flock of the file at the path removes it, so of several that want to one does, and none takes
        // the lock that the next one makes: it is another file for as long as this one is open.
        var (opened, named) = (stat(), stat())
        guard fstat(made.file.descriptor, &opened) == 0, lstat(path, &named) == 0, opened.st_ino == named.st_ino,
            opened.st_dev == named.st_dev
        else { return }
        guard unlink(path) == 0 || errno == ENOENT else { throw .last(.remove, path) }
    }

    /// A number of seconds in words, in the largest unit that leaves two or more.
    static func words(seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) days"
        }
    }

    /// ``age`` in words.
    public var ageInWords: String { Self.words(seconds: age) }
}

/// A lock file that names a kubering, opened.
private struct OwnLock: ~Copyable {
    let file: OpenFile
    /// The process that it names.
    let owner: Int32
    /// Whether that process is gone; the file is locked by us then.
    let isLeft: Bool

    /// Opens a lock file; nil when it does not name a kubering, as while it is being made.
    init?(opening path: String) throws(FileError) {
        file = try OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, for: .lock)
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(file.descriptor, &bytes, bytes.count)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == "kubering", let owner = Int32(words[1]), owner > 0 else { return nil }
        self.owner = owner
        let isFree = flock(file.descriptor, LOCK_EX | LOCK_NB) == 0
        // Where other machines write too, their flock may not be seen here.
        isLeft = isFree && !kubering_is_shared_file_system(file.descriptor)
    }
}
