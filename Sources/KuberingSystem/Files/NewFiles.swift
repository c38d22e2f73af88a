// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Files that come into being together, all of them or none, and that are on the disk then.
///
/// For what users are given, and what there may be only once: a private key whose other copy is removed next.
/// ``PrivateFile`` is for state of our own, which need not last.
public struct NewFiles: Sendable {
    /// One of them.
    public struct File: Sendable {
        /// Where it goes; nothing may be there yet.
        public let path: String
        /// What it holds.
        public let contents: SecretBytes
        /// Its permission bits, whatever the umask is.
        public let mode: UInt32

        /// Describes a file; nothing is touched yet.
        public init(_ path: String, _ contents: SecretBytes, mode: UInt32 = 0o600) {
            self.path = path
            self.contents = contents
            self.mode = mode
        }
    }

    /// Where they are, in the order given.
    public private(set) var paths: [String] = []

    /// Refuses where something is already.
    ///
    /// - Throws: ``FileError``.
    public static func check(_ paths: [String]) throws(FileError) {
        guard let taken = paths.first(where: FileSnapshot.exists) else { return }
        throw FileError(.write, taken, .other("it is there already; choose another place or remove it"))
    }

    /// Makes the files (missing folders 0700), and waits until they and their names are on the disk.
    ///
    /// - Throws: ``FileError``; none of the files is left then.
    public init(_ files: [File]) throws(FileError) {
        try Self.check(files.map(\.path))
        do throws(FileError) {
            for file in files {
                try Directory.create(LexicalPath.directory(of: file.path), mode: 0o700, isLasting: true)
                try make(file)
            }
            for folder in Set(paths.map(LexicalPath.directory(of:))) { try Directory.synchronize(folder) }
        } catch {
            takeBack()
            throw error
        }
    }

    /// Makes one file.
    ///
    /// - Throws: ``FileError``; the file is not left then.
    public init(_ path: String, _ contents: SecretBytes, mode: UInt32 = 0o600) throws(FileError) {
        try self.init([File(path, contents, mode: mode)])
    }

    /// Removes the files again.
    public func takeBack() {
        for path in paths { unlink(path) }
    }

    private mutating func make(_ new: File) throws(FileError) {
        let file = try OpenFile(new.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, for: .write)
        paths.append(new.path)
        try new.contents.withExposedBytes { bytes throws(FileError) in try file.write(bytes, to: new.path) }
        guard fchmod(file.descriptor, new.mode) == 0 else { throw .last(.changeMode, new.path) }
        try file.synchronize(new.path)
    }
}
