// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Regular files are read, and nothing else is waited for.
struct FileSnapshotTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func contentsAndFacts() throws {
        try folder.write("text\n", to: "a", mode: 0o640)
        let file = try FileSnapshot.read(folder.path + "/a", limit: 5)
        #expect(file.bytes == Array("text\n".utf8))
        #expect([file.mode, file.owner, file.group] == [0o640, geteuid(), getegid()])
    }

    @Test func aFileAboveTheLimitIsRefused() throws {
        try folder.write("text\n", to: "a")
        let error = #expect(throws: FileError.self) { try FileSnapshot.read(folder.path + "/a", limit: 4) }
        #expect(error?.cause == .tooLarge(limit: 4))
    }

    @Test func anEmptyFileHasNoBytes() throws {
        try folder.write("", to: "a")
        #expect(try FileSnapshot.read(folder.path + "/a", limit: 0).bytes.isEmpty)
    }

    @Test(arguments: ["/dev/zero", "/tmp", "/proc/self/fd"])
    func whatIsNoFileIsRefused(_ path: String) {
        let error = #expect(throws: FileError.self) { try FileSnapshot.read(path, limit: 10) }
        guard case .notRegular(let kind) = error?.cause else {
            Issue.record("\(path): \(String(describing: error))")
            return
        }
        #expect(["a device", "a directory"].contains(kind))
    }

    @Test func missingFilesCanBeTold() throws {
        try folder.write("", to: "a")
        for path in ["/none", "/a/b"] {
            let error = #expect(throws: FileError.self) { try FileSnapshot.read(folder.path + path, limit: 10) }
            #expect(error?.isMissing == true && error?.isNotPermitted == false)
        }
        let error = FileError(.read, "a\n\u{1B}[31mb", .errno(ENOENT))
        #expect(error.description == "cannot read \"a\\n\\u{1B}[31mb\": no such file or directory")
    }

    @Test func linksAreFollowedAndRead() throws {
        try folder.write("x", to: "real")
        #expect(symlink("real", folder.path + "/link") == 0 && symlink("gone", folder.path + "/dangling") == 0)
        #expect(try FileSnapshot.read(folder.path + "/link", limit: 10).bytes == [0x78])
        #expect(FileSnapshot.readLink(folder.path + "/link") == "real")
        #expect(FileSnapshot.readLink(folder.path + "/real") == nil)
        #expect(FileSnapshot.danglingLinkTarget(folder.path + "/dangling") == "gone")
        #expect(FileSnapshot.danglingLinkTarget(folder.path + "/link") == nil)
        #expect(FileSnapshot.exists(folder.path + "/dangling") && !FileSnapshot.exists(folder.path + "/none"))
    }
}
