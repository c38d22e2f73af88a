// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A lock file that is there, and what can be told of who made it.
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
        let owner = Self.owner(of: path)
        let isGone = owner.map { kill($0, 0) != 0 && errno == ESRCH }
        deadOwner = isGone == true ? owner : nil
        isHeld = isGone == false
    }

    /// Removes the lock, unless another one has taken its place.
    ///
    /// - Throws: ``FileError``.
    public func remove() throws(FileError) {
        guard let now = LeftLock(at: path), now.age >= age, now.deadOwner == deadOwner, !now.isHeld else { return }
        guard unlink(path) == 0 || errno == ENOENT else { throw .last(.remove, path) }
    }

    private static func owner(of path: String) -> Int32? {
        // Unreadable (kubectl makes its locks with mode 000) or gone: then the owner is unknown.
        guard let bytes = try? FileSnapshot.read(path, limit: 64).bytes else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == "kubering", let pid = Int32(words[1]), pid > 0 else { return nil }
        return pid
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
