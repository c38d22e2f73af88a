// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// What tells a file from all others, whichever path, symbolic link or hard link leads to it.
public struct FileIdentity: Sendable, Hashable {
    private let device: UInt
    private let inode: UInt

    /// Finds what a path leads to; nil where nothing is, or where that cannot be seen.
    public init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
    }
}
