// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// A file is replaced as a whole, with its mode, its owner and the link that leads to it.
struct AtomicReplacementTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @discardableResult
    private func replace(_ name: String, _ pieces: String...) throws -> AtomicReplacement.Outcome {
        try AtomicReplacement.replace(folder.path + "/" + name) { write throws(FileError) in
            for piece in pieces {
                var failure: FileError?
                var piece = piece
                piece.withUTF8 { bytes in
                    do throws(FileError) { try write(UnsafeRawBufferPointer(bytes)) } catch { failure = error }
                }
                if let failure { throw failure }
            }
        }
    }

    private func file(_ name: String) throws -> FileSnapshot {
        try FileSnapshot.read(folder.path + "/" + name, limit: 1 << 20)
    }

    @Test func aNewFileIsPrivate() throws {
        #expect(try replace("new", "a", "", "b") == .replaced)
        #expect(try file("new").mode == 0o600)
        #expect(try file("new").bytes == Array("ab".utf8))
        #expect(Directory.names(in: folder.path) == ["new"])
    }

    @Test func missingFoldersAreMade() throws {
        try replace("a/b/new", "x")
        #expect(try file("a/b/new").bytes == [0x78])
    }

    @Test(arguments: [0o600, 0o640, 0o644, 0o400, 0o4755] as [UInt32])
    func theModeIsKept(_ mode: UInt32) throws {
        try folder.write("old", to: "a", mode: mode)
        try replace("a", "new")
        #expect(try file("a").mode == mode)
        #expect(try file("a").bytes == Array("new".utf8))
    }

    @Test func theOwnerIsKept() throws {
        try folder.write("old", to: "a", mode: 0o640)
        // Only root can give files away.
        let (owner, group) = geteuid() == 0 ? (1234, 4321) : (geteuid(), getegid())
        #expect(chown(folder.path + "/a", owner, group) == 0)
        try replace("a", "new")
        let new = try file("a")
        #expect([new.owner, new.group, new.mode] == [owner, group, 0o640])
    }

    @Test func linksAreKept() throws {
        try Directory.create(folder.path + "/inner", mode: 0o700)
        try folder.write("old", to: "inner/real")
        #expect(symlink("inner/real", folder.path + "/one") == 0 && symlink("one", folder.path + "/two") == 0)
        try replace("two", "new")
        #expect(FileSnapshot.readLink(folder.path + "/two") == "one")
        #expect(FileSnapshot.readLink(folder.path + "/one") == "inner/real")
        #expect(try file("inner/real").bytes == Array("new".utf8))
        #expect(Directory.names(in: folder.path + "/inner") == ["real"])
    }

    @Test func furtherNamesAreKept() throws {
        try folder.write("old and longer", to: "a", mode: 0o640)
        #expect(link(folder.path + "/a", folder.path + "/b") == 0)
        #expect(try replace("a", "new") == .writtenInPlace(.hardLinks))
        for name in ["a", "b"] { #expect(try file(name).bytes == Array("new".utf8)) }
        #expect(try file("b").mode == 0o640)
        #expect(Directory.names(in: folder.path) == ["a", "b"])
    }

    // The access control list user::rw- user:1:r-- group::--- mask::r-- other::---. Source: linux/posix_acl_xattr.h.
    private static let list =
        "import os, struct; acl = struct.pack('<I', 2) + b''.join(struct.pack('<HHI', *e) for e in "
        + "[(1, 6, 2**32 - 1), (2, 4, 1), (4, 0, 2**32 - 1), (16, 4, 2**32 - 1), (32, 0, 2**32 - 1)]); "

    private func python(_ script: String) throws -> String {
        let outcome = try TestProcess.run(
            ["python3", "-c", Self.list + "os.chdir('\(folder.path)'); " + script],
            environment: ["PATH": "/usr/bin:/bin"])
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        return outcome.output
    }

    @Test func theAccessControlListIsKept() throws {
        try folder.write("old", to: "a", mode: 0o600)
        _ = try python("os.setxattr('a', 'system.posix_acl_access', acl); os.setxattr('a', 'user.note', b'mine')")
        #expect(try file("a").mode == 0o640)
        try replace("a", "new")
        #expect(try file("a").mode == 0o640)
        #expect(
            try python("print(os.getxattr('a', 'system.posix_acl_access') == acl, os.getxattr('a', 'user.note'))")
                == "True b'mine'\n")
    }

    @Test func theListOfTheFolderIsNotTaken() throws {
        try folder.write("old", to: "a", mode: 0o640)
        _ = try python("os.setxattr('.', 'system.posix_acl_default', acl)")
        try replace("a", "new")
        #expect(try python("print(os.listxattr('a'))") == "[]\n")
        #expect(try file("a").mode == 0o640)
    }

    @Test func anOpenReaderKeepsTheOldContents() throws {
        try folder.write("old", to: "a")
        let descriptor = open(folder.path + "/a", O_RDONLY)
        defer { close(descriptor) }
        try replace("a", "new")
        var bytes = [UInt8](repeating: 0, count: 8)
        #expect(read(descriptor, &bytes, 8) == 3 && bytes.starts(with: "old".utf8))
    }

    @Test func whatAKilledProcessLeftIsReplaced() throws {
        try folder.write("half", to: ".a.kubering-new", mode: 0o777)
        try replace("a", "new")
        #expect(Directory.names(in: folder.path) == ["a"])
        #expect(try file("a").mode == 0o600)
    }

    @Test func aFailureLeavesTheFileAsItWas() throws {
        try folder.write("old", to: "a")
        let error = #expect(throws: FileError.self) {
            try AtomicReplacement.replace(folder.path + "/a") { _ throws(FileError) in
                throw FileError(.read, "elsewhere", .other("because"))
            }
        }
        #expect(error?.description == "cannot write \"\(folder.path)/a\": because")
        #expect(try file("a").bytes == Array("old".utf8))
        #expect(Directory.names(in: folder.path) == ["a"])
    }

    @Test func aFolderIsNotReplaced() throws {
        try Directory.create(folder.path + "/a", mode: 0o700)
        let error = #expect(throws: FileError.self) { try replace("a", "new") }
        #expect(error?.cause == .other("it is not a regular file"))
    }

    @Test func aFolderThatTakesNoFilesIsAnError() throws {
        // Not even root can make files there.
        let error = #expect(throws: FileError.self) {
            try AtomicReplacement.replace("/proc/kubering") { _ throws(FileError) in }
        }
        #expect(error?.operation == .write && error?.path == "/proc/kubering")
    }

    @Test func aReadOnlyFileSystemIsNotPermitted() throws {
        // Root is asked for permission, too, where nothing can be written at all.
        let error = #expect(throws: FileError.self) {
            try AtomicReplacement.replace("/sys/kubering") { _ throws(FileError) in }
        }
        #expect(error?.isNotPermitted == true && error?.isMissing == false)
    }

    @Test func aLoopOfLinksIsAnError() throws {
        #expect(symlink("b", folder.path + "/a") == 0 && symlink("a", folder.path + "/b") == 0)
        #expect(throws: FileError.self) { try replace("a", "new") }
        #expect(Directory.names(in: folder.path) == ["a", "b"])
    }
}
