// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// New files come into being together, or not at all.
@Suite struct NewFilesTests {
    @Test func allOfThemAreMadeWithTheirModes() throws {
        let folder = try TestFolder()
        let paths = ["a/b/one", "two"].map { folder.path + "/" + $0 }
        let files = try NewFiles([
            .init(paths[0], SecretBytes(utf8: "1")), .init(paths[1], SecretBytes(utf8: "2"), mode: 0o666),
        ])
        #expect(files.paths == paths)
        #expect(try paths.map { try FileSnapshot.read($0, limit: 9).bytes } == [[0x31], [0x32]])
        #expect(paths.map { FilePermissions(of: $0)?.mode } == [0o600, 0o666])
        #expect(FilePermissions(of: folder.path + "/a")?.mode == 0o700)
        files.takeBack()
        #expect(paths.allSatisfy { !FileSnapshot.exists($0) })
    }

    @Test func noneIsMadeWhereOneIsThereAlready() throws {
        let folder = try TestFolder()
        try folder.write("mine", to: "two")
        symlink("/nowhere", folder.path + "/link")
        for name in ["two", "link"] {
            #expect(throws: FileError.self) {
                try NewFiles(["one", name].map { .init(folder.path + "/" + $0, SecretBytes(utf8: "x")) })
            }
        }
        #expect(Directory.names(in: folder.path) == ["link", "two"])
    }

    @Test func thoseThatWereMadeGoWhenTheNextFails() throws {
        let folder = try TestFolder()
        try folder.write("no folder", to: "two")
        #expect(throws: FileError.self) {
            try NewFiles(["one", "two/three", "four"].map { .init(folder.path + "/" + $0, SecretBytes(utf8: "x")) })
        }
        // The same name twice: the first one is not somebody else's.
        #expect(throws: FileError.self) {
            try NewFiles(["one", "one"].map { .init(folder.path + "/" + $0, SecretBytes(utf8: "x")) })
        }
        #expect(Directory.names(in: folder.path) == ["two"])
    }
}
