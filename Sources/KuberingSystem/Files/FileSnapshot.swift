// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// A regular file as it was when it was read.
public struct FileSnapshot: Sendable {
    /// The contents.
    public let bytes: [UInt8]
    /// Permission bits, for example 0o600.
    public let mode: UInt32
    /// The owner's user id.
    public let owner: UInt32
    /// The owning group's id.
    public let group: UInt32

    /// Reads a whole regular file, or to the end of a pipe that a shell made (`<(command)`, `/dev/stdin`).
    ///
    /// Folders, other FIFOs, sockets and devices are refused without waiting for them, but `/dev/null` is an empty file.
    /// Symbolic links are followed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that are accepted.
    ///   - operation: The verb of an error message.
    /// - Returns: The contents and the facts that a replacement must keep.
    /// - Throws: ``FileError``; ``FileError/isMissing`` tells a missing file from an unreadable one.
    public static func read(
        _ path: String, limit: Int, for operation: FileError.Operation = .read
    ) throws(FileError) -> FileSnapshot {
        // O_NONBLOCK: a FIFO without a writer must not hang us; it has no effect on regular files.
        let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, for: operation)
        let status = try file.status(of: path)
        let size = try sizeToRead(file, status, limit: limit, path, operation)
        let bytes =
            if let size {
                try readToEnd(file.descriptor, expecting: size, path, operation)
            } else {
                try readPipe(file.descriptor, limit: limit, path, operation)
            }
        return FileSnapshot(
            bytes: bytes, mode: status.st_mode & 0o7777, owner: status.st_uid, group: status.st_gid)
    }

    /// How many bytes there are to be read; nil for a pipe, which is made to block.
    ///
    /// - Throws: ``FileError`` for what is not read, and for too many bytes.
    static func sizeToRead(
        _ file: borrowing OpenFile, _ status: stat, limit: Int, _ path: String, _ operation: FileError.Operation
    ) throws(FileError) -> Int? {
        if isNullDevice(status) { return 0 }
        if status.st_mode & S_IFMT == S_IFIFO, isOpenDescriptor(path) {
            guard fcntl(file.descriptor, F_SETFL, 0) == 0 else { throw .last(operation, path) }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError(operation, path, .notRegular(kind(of: status.st_mode)))
        }
        guard status.st_size <= limit else { throw FileError(operation, path, .tooLarge(limit: limit)) }
        return Int(status.st_size)
    }

    /// Whether anything is at the path, a dangling symbolic link included.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether anything is at the path, as ``exists(_:)``, for who must not take what cannot be seen for nothing.
    ///
    /// - Throws: ``FileError`` when a folder on the way cannot be searched.
    public static func isThere(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        if lstat(path, &status) == 0 { return true }
        let failure = FileError.last(.read, path)
        guard failure.isMissing else { throw failure }
        return false
    }

    /// Where a symbolic link that leads nowhere points to; nil for everything else.
    public static func danglingLinkTarget(_ path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, stat(path, &status) != 0,
            errno == ENOENT
        else { return nil }
        return readLink(path)
    }

    /// The text of a symbolic link.
    public static func readLink(_ path: String) -> String? {
        let target = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            count = max(0, readlink(path, base, buffer.count))
        }
        return target.isEmpty ? nil : String(decoding: target, as: UTF8.self)
    }

    private static func readToEnd(
        _ descriptor: Int32, expecting size: Int, _ path: String, _ operation: FileError.Operation
    ) throws(FileError) -> [UInt8] {
        var failure: FileError?
        // One byte more than the size: the read that finds the end then needs no second buffer.
        let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            askForHugePages(buffer)
            count = readPieces(of: descriptor, into: buffer)
            while count < buffer.count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(count))
                if got == 0 { return }
                if got < 0 {
                    if errno == EINTR { continue }
                    failure = .last(operation, path)
                    return
                }
                count += got
            }
        }
        if let failure { throw failure }
        guard bytes.count <= size else {
            throw FileError(operation, path, .other("it grew while it was read; try again"))
        }
        return bytes
    }

    /// Whether the path names a descriptor of this process, as `<(command)` does in a shell.
    private static func isOpenDescriptor(_ path: String) -> Bool {
        path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
    }

    private static func readPipe(
        _ descriptor: Int32, limit: Int, _ path: String, _ operation: FileError.Operation
    ) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let got = Glibc.read(descriptor, &piece, piece.count)
            if got == 0 { return bytes }
            if got > 0 {
                bytes.append(contentsOf: piece.prefix(got))
            } else if errno != EINTR {
                throw .last(operation, path)
            }
        }
        throw FileError(operation, path, .tooLarge(limit: limit))
    }

    /// Reads a large file on all cores.
    ///
    /// - Returns: How many bytes are there from the start on; the rest is left to who reads on, errors included.
    private static func readPieces(
        of descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        let size = 1 << 20
        guard buffer.count > 2 * size, let start = buffer.baseAddress else { return 0 }
        // Each piece is written to by one thread alone.
        nonisolated(unsafe) let base = start
        let count = buffer.count
        let pieces = Array(0...(count - 1) / size).mapOnAllCores(share: 1) { piece in
            let (offset, length) = (piece * size, min(size, count - piece * size))
            populate(UnsafeMutableBufferPointer(start: base + offset, count: length))
            return pread(descriptor, base + offset, length, off_t(offset))
        }
        var read = 0
        for got in pieces {
            read += max(0, got)
            if got < size { break }
        }
        return read
    }

    /// Saves most of the page faults of a large file, which take a tenth of the time to read and understand it.
    private static func askForHugePages(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        let size = 2 << 20
        guard buffer.count > size, let base = buffer.baseAddress else { return }
        let unaligned = Int(bitPattern: base) & (size - 1)
        let skipped = unaligned == 0 ? 0 : size - unaligned
        // Only hints: where they cannot be taken, nothing is lost.
        _ = madvise(base + skipped, (buffer.count - skipped) & ~(size - 1), MADV_HUGEPAGE)
    }

    /// Makes room for all of a piece in one call, instead of in a fault for each page.
    private static func populate(_ piece: UnsafeMutableBufferPointer<UInt8>) {
        guard let base = piece.baseAddress else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = (page - Int(bitPattern: base) % page) % page
        guard piece.count > start else { return }
        // Only a hint.
        _ = madvise(base + start, (piece.count - start) & ~(page - 1), MADV_POPULATE_WRITE)
    }

    /// Whether this is `/dev/null`: device 1:3 (Linux `Documentation/admin-guide/devices.txt`).
    private static func isNullDevice(_ status: stat) -> Bool {
        status.st_mode & S_IFMT == S_IFCHR && status.st_rdev == 0x103
    }

    static func kind(of mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "a directory"
        case S_IFIFO: "a FIFO"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something else"
        }
    }
}
