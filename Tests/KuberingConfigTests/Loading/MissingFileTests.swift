// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingConfig
import KuberingSystem
import KuberingTestSupport
import KuberingYAML
import Testing

/// Files that are not there, and places where no file can be.
struct MissingFileTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func message(_ location: KubeconfigLocation) throws -> String? {
        let error = #expect(throws: (any Error).self) { try Kubeconfig.load(location) }
        return (error as? any UserFacingError)?.description
    }

    @Test func missingFilesAreEmpty() throws {
        let path = folder.path + "/none/config"
        let config = try Kubeconfig.load(.only(path))
        #expect(config.currentContext.isEmpty && config.names(.context).isEmpty)
        #expect(
            config.contextNotFound("x").description
                == "no context named \"x\"; there are none in \(path), which does not exist")
    }

    @Test func aListWithoutFilesIsEmptyAndCannotBeWritten() throws {
        let location = KubeconfigLocation(
            explicit: nil, environment: ["KUBECONFIG": ":", "HOME": folder.path], workingDirectory: "/")
        #expect(try Kubeconfig.load(location).names(.context).isEmpty)
        let error = #expect(throws: ConfigError.self) {
            try KubeconfigTransaction(location).run { _ in [.setCurrentContext("a")] }
        }
        #expect(error?.code == .noFile)
        #expect(error?.description == "KUBECONFIG, which names no file: there is no file to write to")
        #expect(Directory.names(in: folder.path).isEmpty)
    }

    @Test func aMissingFileIsMadeWithItsFolders() throws {
        let path = folder.path + "/.kube/config"
        let result = try KubeconfigTransaction(.only(path)).run { _ in
            [
                .add(.cluster, name: "c", content: ["server": "https://c.example"]),
                .add(.user, name: "u", content: ["token": "hush"]),
                .add(.context, name: "x", content: ["cluster": "c", "user": "u"]),
                .setCurrentContext("x"), .setNamespace("n", context: "x"),
            ]
        }
        #expect(result.changes.map(\.before.count) == [0])
        #expect(try FileSnapshot.read(path, limit: 1 << 20).mode == 0o600)
        #expect(Directory.names(in: folder.path + "/.kube") == ["config"])
        let config = try Kubectl.config(path)
        #expect(config["current-context"] == "x")
        #expect(config["contexts"] == [["context": ["cluster": "c", "namespace": "n", "user": "u"], "name": "x"]])
    }

    @Test(arguments: [
        "", "\n", "# nothing\n", "{}", "null\n", "---\n---\n", "\u{FEFF}", "apiVersion: v1\nkind: Config\n",
    ])
    func emptyFilesTakeEverything(_ text: String) throws {
        try folder.write(text, to: "config")
        let path = folder.path + "/config"
        let result = try KubeconfigTransaction(.only(path)).run { _ in
            [.add(.context, name: "x", content: ["cluster": "c"]), .setCurrentContext("x")]
        }
        #expect(result.changes.count == 1)
        #expect(try Kubectl.currentContext(path) == "x")
    }

    @Test func aFolderCannotBeRead() throws {
        #expect(
            try message(.only(folder.path)) == "cannot read \"\(folder.path)\": it is a directory, not a regular file")
    }

    @Test func aPathThroughAFileIsAnErrorForKubectlToo() throws {
        try folder.write("", to: "file")
        let path = folder.path + "/file/config"
        #expect(try message(.only(path)) == "cannot read \"\(path)\": not a directory")
        #expect(throws: Kubectl.Failure.self) { try Kubectl.view(path) }
    }

    @Test func namesAreComparedByteByByte() throws {
        let path = folder.path + "/config"
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        try folder.write(
            "current-context: \(composed)\ncontexts: [{name: \(composed)}, {name: \(decomposed)}]\n", to: "config")
        #expect(try Kubeconfig.load(.only(path)).names(.context).map { $0.utf8.count } == [5, 6])
        let result = try KubeconfigTransaction(.only(path)).run { _ in
            [.setCurrentContext(decomposed), .setNamespace("n", context: decomposed)]
        }
        #expect(result.changes.count == 1)
        #expect(try Array((Kubectl.currentContext(path) ?? "").utf8) == Array(decomposed.utf8))
        let contexts = try Kubectl.config(path)["contexts"]?.array ?? []
        #expect(contexts.map { $0["context"]?["namespace"] == "n" } == [true, false])
    }

    @Test func aFIFOIsNotWaitedFor() throws {
        let path = folder.path + "/fifo"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(try message(.only(path)) == "cannot read \"\(path)\": it is a FIFO, not a regular file")
    }

    @Test func aHugeFileIsRefused() throws {
        try folder.write("", to: "huge")
        let path = folder.path + "/huge"
        #expect(truncate(path, 300 << 20) == 0)
        let limit = KubeconfigFile.sizeLimit / 1_048_576
        #expect(try message(.only(path)) == "cannot read \"\(path)\": it has more than \(limit) MiB")
    }

    @Test func aLinkThatLeadsNowhereIsNamed() throws {
        let path = folder.path + "/link"
        #expect(symlink("gone/config", path) == 0)
        let config = try Kubeconfig.load(.only(path))
        #expect(
            config.placeInWords
                == "\(path); \(path) is a symbolic link to \"gone/config\", which does not exist")
        let error = #expect(throws: FileError.self) {
            try KubeconfigTransaction(.only(path)).run { _ in [.setCurrentContext("a")] }
        }
        #expect(
            error?.description
                == "cannot write \"\(path)\": it is a symbolic link to \"gone/config\", which does not exist")
        #expect(Directory.names(in: folder.path) == ["link"])
    }

    @Test func oneBadFileFailsTheWholeList() throws {
        try folder.write("current-context: good\n", to: "good")
        try folder.write("current-context: [bad]\n", to: "bad")
        let list = folder.path + "/good:" + folder.path + "/bad"
        let location = KubeconfigLocation(explicit: nil, environment: ["KUBECONFIG": list], workingDirectory: "/")
        #expect(
            try message(location) == "\(folder.path)/bad:1:18: current-context must be a string, but is a list")
    }

    @Test func aLinkIsKeptAndItsTargetChanged() throws {
        try folder.write("current-context: a\n", to: "real", mode: 0o640)
        let path = folder.path + "/link"
        #expect(symlink("real", path) == 0)
        _ = try KubeconfigTransaction(.only(path)).run { _ in [.setCurrentContext("b")] }
        #expect(FileSnapshot.readLink(path) == "real")
        let file = try FileSnapshot.read(folder.path + "/real", limit: 1 << 20)
        #expect(file.bytes == Array("current-context: b\n".utf8) && file.mode == 0o640)
    }
}
