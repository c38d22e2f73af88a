// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// Replaces a file so that every reader sees the old contents or the new ones.
///
/// The new contents are written beside the target, brought to the disk, and renamed over it; the folder is then
/// brought to the disk too. Symbolic links are followed and kept, mode, owner and access control list are kept, a new file
/// gets 0600. Where a file cannot be replaced, it is written in place. The
/// temporary file has a fixed name, because only the holder of the file's lock may call this: what a killed process
/// left behind is replaced by the next one, and SIGINT and SIGTERM remove it.
public struct AtomicReplacement {
    /// How the new contents came to be in place.
    public enum Outcome: Sendable, Hashable {
        /// By renaming; no reader saw anything in between.
        case replaced
        /// Written into the existing file, which could not be replaced.
        case writtenInPlace(Obstacle)
    }

    /// Why a file cannot be replaced by another one.
    public enum Obstacle: Sendable, Hashable {
        /// It is itself a mount point, as in a container.
        case mountPoint
        /// It has further names, hard links, which would keep the old contents.
        case hardLinks
    }

    private static let suffix = ".kubering-new"

    /// Writes new contents.
    ///
    /// - Parameters:
    ///   - path: The file, as the user knows it; missing parent folders are made (0755 before umask, as kubectl does).
    ///   - contents: Calls its argument with the pieces of the contents, in order.
    /// - Returns: How it was done.
    /// - Throws: ``FileError``; the file is then as it was.
    @discardableResult
    public static func replace(
        _ path: String,
        contents: (_ write: (UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void
    ) throws(FileError) -> Outcome {
        let target = try followLinks(path)
        let folder = LexicalPath.directory(of: target)
        let temporary = folder + "/." + LexicalPath.lastComponent(target) + suffix
        let old = try existing(target)
        if old == nil { try Directory.create(folder, mode: 0o755) }
        if let old, old.st_nlink > 1 {
            try InPlaceWriting.write(contents, to: target, path)
            return .writtenInPlace(.hardLinks)
        }
        if unlink(temporary) != 0, errno != ENOENT { throw .last(.write, path) }

        let slot = kubering_remove_on_signal(temporary)
        defer { kubering_keep_on_signal(slot) }
        do throws(FileError) {
            let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, for: .write)
            try contents { bytes throws(FileError) in try file.write(bytes, to: path) }
            if let old { try keepOwnerAndMode(of: old, at: target, on: file, path) }
            try file.synchronize(path)
        } catch {
            unlink(temporary)
            throw FileError(.write, path, error.cause)
        }
        guard rename(temporary, target) == 0 else {
            let failure = FileError.last(.write, path)
            unlink(temporary)
            guard failure.cause == .errno(EBUSY), old != nil else { throw failure }
            try InPlaceWriting.write(contents, to: target, path)
            return .writtenInPlace(.mountPoint)
        }
        settle(folder)
        return .replaced
    }

    /// Removes what killed processes have left beside files that nobody replaces again.
    ///
    /// - Parameter folder: The folder of files that are replaced under one lock, which must be held.
    public static func removeLeftovers(in folder: String) {
        for name in Directory.names(in: folder) where name.hasPrefix(".") && name.hasSuffix(suffix) {
            unlink(folder + "/" + name)
        }
    }

    /// Removes a file; a reader sees the old contents or no file.
    ///
    /// - Parameter path: The file, as the user knows it; a symbolic link to it stays.
    /// - Throws: ``FileError``; the file is then as it was.
    public static func remove(_ path: String) throws(FileError) {
        let target = try followLinks(path)
        guard unlink(target) == 0 else { throw .last(.remove, path) }
        settle(LexicalPath.directory(of: target))
    }

    /// Brings a change of the folder to the disk.
    private static func settle(_ folder: String) {
        // The change is made, and to say that it is not would be untrue. A folder that may not be opened is no reason to
        // refuse it either: until the system writes the folder by itself, a power cut would bring the old file back.
        try? Directory.synchronize(folder)
    }

    /// The path behind all symbolic links; a link that leads nowhere is an error.
    public static func followLinks(_ path: String) throws(FileError) -> String {
        guard let resolved = realpath(path, nil) else {
            guard errno == ENOENT else { throw .last(.write, path) }
            if let target = FileSnapshot.danglingLinkTarget(path) {
                let words = "it is a symbolic link to \(OutsideText.quoted(target)), which does not exist"
                throw FileError(.write, path, .other(words))
            }
            return path
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func existing(_ target: String) throws(FileError) -> stat? {
        var status = stat()
        guard lstat(target, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw .last(.write, target)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError(.write, target, .other("it is not a regular file"))
        }
        return status
    }

    /// Where the group cannot be kept, its rights go to nobody: they are not for the group that we happen to have.
    private static func keepOwnerAndMode(
        of old: stat, at target: String, on file: borrowing OpenFile, _ path: String
    ) throws(FileError) {
        var mode = old.st_mode & 0o7777
        if old.st_uid != geteuid() || old.st_gid != getegid() {
            let isKept = fchown(file.descriptor, old.st_uid, old.st_gid) == 0
            guard isKept || old.st_uid == geteuid() else {
                let words = "it belongs to another user, and replacing it would take it from them"
                throw FileError(.write, path, .other(words))
            }
            if !isKept { mode &= ~0o070 }
        }
        // With an access control list the bits of the group are its mask: without it, all the group would get its rights.
        if !kubering_copy_attributes(target, file.descriptor) { mode &= ~0o070 }
        guard fchmod(file.descriptor, mode) == 0 else { throw .last(.write, path) }
    }
}
