// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// Writes new contents into a file that no other one can take the place of.
///
/// A reader may see it half-written. What can fail is done before the first byte: the contents are complete, and there is
/// room for them on the disk. If the writing fails nevertheless, the old contents are put back.
enum InPlaceWriting {
    /// Writes all of it.
    ///
    /// - Parameters:
    ///   - bytes: The new contents.
    ///   - target: The file, all links followed.
    ///   - path: The same as the user knows it.
    ///   - copy: A file with the new contents, which is removed, but stays where the old ones could not be put back.
    /// - Throws: ``FileError``; the file is then as it was, or the error says that it is not.
    static func write(_ bytes: [UInt8], to target: String, _ path: String, copy: String) throws(FileError) {
        kubering_hold_signals()
        defer { kubering_release_signals() }
        let old: [UInt8]
        let file: OpenFile
        do throws(FileError) {
            old = try FileSnapshot.read(target, limit: Int.max).bytes
            file = try OpenFile(target, O_WRONLY | O_NOFOLLOW, for: .write)
        } catch {
            unlink(copy)
            throw FileError(.write, path, error.cause)
        }
        do throws(FileError) {
            let failure = kubering_reserve(file.descriptor, bytes.count)
            guard failure == 0 else { throw FileError(.write, path, .errno(failure)) }
            try fill(file, with: bytes, path)
        } catch {
            do throws(FileError) {
                try fill(file, with: old, path)
            } catch {
                let words = "it may be damaged now, and all it should hold is in \(OutsideText.quoted(copy))"
                throw FileError(.write, path, .other("\(error.reason); \(words)"))
            }
            unlink(copy)
            throw error
        }
        unlink(copy)
    }

    private static func fill(_ file: borrowing OpenFile, with bytes: [UInt8], _ path: String) throws(FileError) {
        guard lseek(file.descriptor, 0, SEEK_SET) == 0 else { throw .last(.write, path) }
        try file.write(bytes, to: path)
        guard ftruncate(file.descriptor, off_t(bytes.count)) == 0 else { throw .last(.write, path) }
        try file.synchronize(path)
    }
}
