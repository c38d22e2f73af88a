// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Who may do what with a file or folder, links followed.
public struct FilePermissions: Sendable, Hashable {
    /// Permission bits, for example 0o600.
    public let mode: UInt32
    /// Whether it belongs to the user of this process.
    public let isOwn: Bool
    /// Whether it is a regular file, and neither a folder nor a device.
    public let isRegularFile: Bool

    /// Asks the file system; nil when there is nothing at the path.
    public init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        mode = status.st_mode & 0o7777
        isOwn = status.st_uid == geteuid()
        isRegularFile = status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether others than the owner may read or change it.
    public var isSharedAtAll: Bool { mode & 0o066 != 0 }
    /// Whether everybody may change it; in a folder with the sticky bit, nobody may change the files of others.
    public var isWritableByAll: Bool { mode & 0o002 != 0 && mode & 0o1000 == 0 }
    /// Whether its group may change it.
    public var isWritableByGroup: Bool { mode & 0o020 != 0 && mode & 0o1000 == 0 }

    /// The bits in four octal digits, as `chmod` takes them.
    public static func text(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Gives a file or folder other bits.
    ///
    /// - Parameters:
    ///   - mode: For example 0o600.
    ///   - path: Links are followed.
    /// - Throws: ``FileError``.
    public static func set(_ mode: UInt32, of path: String) throws(FileError) {
        guard chmod(path, mode) == 0 else { throw .last(.changeMode, path) }
    }
}
