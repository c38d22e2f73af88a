// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CPlatform
import Glibc

/// An open file descriptor that closes itself.
struct OpenFile: ~Copyable {
    let descriptor: Int32

    /// Opens `path`; `mode` counts only when the file is created.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0o600, for operation: FileError.Operation) throws(FileError) {
        var descriptor: Int32
        repeat { descriptor = open(path, flags | O_CLOEXEC, mode) } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw .last(operation, path) }
        self.descriptor = descriptor
    }

    /// Makes a file without a name in a folder, for writing; nil where there are none.
    init?(unnamedIn folder: String, mode: mode_t) {
        let descriptor = kubering_open_unnamed(folder, mode)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// What the file system knows about the open file.
    func status(of path: String) throws(FileError) -> stat {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw .last(.read, path) }
        return result
    }

    /// Writes all of `bytes`.
    func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(FileError) {
        if let number = writeAll(bytes, to: descriptor) { throw FileError(.write, path, .errno(number)) }
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        try bytes.withUnsafeBufferPointer { buffer throws(FileError) in
            try write(UnsafeRawBufferPointer(buffer), to: path)
        }
    }

    /// Waits until the contents are on the disk.
    func synchronize(_ path: String) throws(FileError) {
        // Some file systems (and folders on them) cannot be synchronised; they say EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw .last(.write, path) }
    }
}
