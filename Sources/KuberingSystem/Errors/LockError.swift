// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A lock file that stayed for longer than we were ready to wait.
public struct LockError: UserFacingError, Hashable {
    /// The lock file.
    public let path: String
    /// How old the lock file is, in seconds; nil when that cannot be told.
    public let age: Int?
    /// How long was waited, in seconds.
    public let waited: Int
    /// The process that made the lock, when kubering made it and that process no longer runs.
    public let deadOwner: Int32?

    init(existing path: String, waited: Duration) {
        self.path = path
        self.waited = Int(waited.components.seconds)
        var status = stat()
        age = stat(path, &status) == 0 ? max(0, time(nil) - status.st_mtim.tv_sec) : nil
        deadOwner = Self.owner(of: path).flatMap { kill($0, 0) != 0 && errno == ESRCH ? $0 : nil }
    }

    /// Ends the process as timed out.
    public var exitStatus: ExitStatus { .timedOut }

    /// One line that names the file, its age and the remedy.
    public var description: String {
        let age = age.map { " for \(Self.words(seconds: $0))" } ?? ""
        let remedy =
            if let deadOwner {
                "the kubering process \(deadOwner) that made it is gone: remove it with"
            } else {
                "if no kubectl or kubering is running, remove it with"
            }
        return "another program has held the lock \(OutsideText.quoted(path))\(age) (waited \(waited) s); "
            + "\(remedy): rm -f \(ShellQuoting.quoted(path))"
    }

    private static func owner(of path: String) -> Int32? {
        // Unreadable (kubectl makes its locks with mode 000) or gone: then the owner is unknown.
        guard let bytes = try? FileSnapshot.read(path, limit: 64).bytes else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == "kubering", let pid = Int32(words[1]), pid > 0 else { return nil }
        return pid
    }

    private static func words(seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) days"
        }
    }
}
