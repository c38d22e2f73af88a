// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Folders.
public enum Directory {
    /// Makes a folder and its missing parents; one that exists is left alone.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - mode: Permission bits before umask, for every folder that is made.
    ///   - isLasting: Whether to wait until the names of the folders that are made are on the disk.
    /// - Throws: ``FileError``.
    public static func create(_ path: String, mode: UInt32, isLasting: Bool = false) throws(FileError) {
        var isMade = mkdir(path, mode) == 0
        if !isMade, errno == ENOENT, path != "/", path != "." {
            try create(LexicalPath.directory(of: path), mode: mode, isLasting: isLasting)
            isMade = mkdir(path, mode) == 0
        }
        guard isMade || errno == EEXIST else { throw .last(.createDirectory, path) }
        if isMade, isLasting { try synchronize(LexicalPath.directory(of: path)) }
    }

    /// Whether there is a folder at the path; a symbolic link to one is none unless links are followed.
    public static func exists(_ path: String, followingLinks: Bool = false) -> Bool {
        var status = stat()
        return (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is a folder of this user, and no link to one, that nobody else may enter.
    public static func isPrivate(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & (S_IFMT | 0o077) == S_IFDIR && status.st_uid == geteuid()
    }

    /// Whether its names can be listed by this user.
    public static func isReadable(_ path: String) -> Bool { access(path, R_OK | X_OK) == 0 }

    /// Waits until the folder's entries are on the disk.
    ///
    /// - Throws: ``FileError``.
    public static func synchronize(_ path: String) throws(FileError) {
        try OpenFile(path, O_RDONLY | O_DIRECTORY, for: .write).synchronize(path)
    }

    /// The names in a folder, sorted bytewise, without `.` and `..`; empty when it cannot be read.
    public static func names(in path: String) -> [String] {
        // For who takes what there is.
        (try? contents(of: path)) ?? []
    }

    /// The names in a folder, sorted bytewise, without `.` and `..`.
    ///
    /// - Throws: ``FileError``.
    public static func contents(of path: String) throws(FileError) -> [String] {
        var names: [String] = []
        try forEachName(in: path) { names.append($0) }
        return names.sorted { $0.precedes($1) }
    }

    /// Calls `body` with each name in a folder, in no order, without `.` and `..`.
    ///
    /// - Throws: ``FileError``.
    public static func forEachName(in path: String, _ body: (String) -> Void) throws(FileError) {
        guard let stream = opendir(path) else { throw .last(.read, path) }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw .last(.read, path) }
                return
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { body(name) }
        }
    }
}
