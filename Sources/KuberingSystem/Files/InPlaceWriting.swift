// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// Writes new contents into a file that no other one can take the place of.
///
/// A reader may see it half-written. What can fail is done before the first byte: the contents are complete, there is room for
/// them on the disk, and the old ones are in a private copy beside the file. If the writing fails nevertheless, they are put
/// back. The copy is there for as long as this takes, and stays after a kill or a power cut in between.
enum InPlaceWriting {
    private static let suffix = ".kubering-old"

    /// Writes all of it.
    ///
    /// - Parameters:
    ///   - contents: Calls its argument with the pieces of the new contents, in order.
    ///   - target: The file, all links followed.
    ///   - path: The same as the user knows it.
    /// - Throws: ``FileError``; the file is then as it was, or the error says that it may not be.
    static func write(
        _ contents: (_ write: (UnsafeRawBufferPointer) throws(FileError) -> Void) throws(FileError) -> Void,
        to target: String, _ path: String
    ) throws(FileError) {
        var new: [UInt8] = []
        try contents { piece throws(FileError) in new.append(contentsOf: piece) }
        kubering_hold_signals()
        defer { kubering_release_signals() }
        do throws(FileError) {
            let old = try FileSnapshot.read(target, limit: Int.max).bytes
            let file = try OpenFile(target, O_WRONLY | O_NOFOLLOW, for: .write)
            let copy = LexicalPath.directory(of: target) + "/." + LexicalPath.lastComponent(target) + suffix
            try keep(old, in: copy, path)
            try write(new, in: file, path, else: old, copy)
            unlink(copy)
        } catch {
            throw FileError(.write, path, error.cause)
        }
    }

    private static func keep(_ old: [UInt8], in copy: String, _ path: String) throws(FileError) {
        let file: OpenFile
        do throws(FileError) {
            file = try OpenFile(copy, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, for: .write)
        } catch {
            guard error.cause == .errno(EEXIST) else { throw error }
            let words =
                "\(OutsideText.quoted(copy)) has what it held before a write that was cut short; compare, and remove it"
            throw FileError(.write, path, .other(words))
        }
        do throws(FileError) {
            try file.write(old, to: path)
            try file.synchronize(path)
        } catch {
            unlink(copy)
            throw error
        }
    }

    private static func write(
        _ new: [UInt8], in file: borrowing OpenFile, _ path: String, else old: [UInt8], _ copy: String
    ) throws(FileError) {
        do throws(FileError) {
            let failure = kubering_reserve(file.descriptor, new.count)
            guard failure == 0 else { throw FileError(.write, path, .errno(failure)) }
            try fill(file, with: new, path)
        } catch {
            do throws(FileError) {
                try fill(file, with: old, path)
            } catch {
                let words = "it may be damaged now, and what it held is in \(OutsideText.quoted(copy))"
                throw FileError(.write, path, .other("\(error.reason); \(words)"))
            }
            unlink(copy)
            throw error
        }
    }

    private static func fill(_ file: borrowing OpenFile, with bytes: [UInt8], _ path: String) throws(FileError) {
        guard lseek(file.descriptor, 0, SEEK_SET) == 0 else { throw .last(.write, path) }
        try file.write(bytes, to: path)
        guard ftruncate(file.descriptor, off_t(bytes.count)) == 0 else { throw .last(.write, path) }
        try file.synchronize(path)
    }
}
