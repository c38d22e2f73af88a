// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport
import Testing

/// Files with secrets are read like others, into memory that is wiped.
@Suite struct SecretFileTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 100_000])
    func theWholeFileIsRead(_ count: Int) throws {
        let text = String(repeating: "x", count: count)
        try folder.write(text, to: "key")
        #expect(try FileSnapshot.readSecret(folder.path + "/key", limit: count).exposedText == text)
        #expect(try FileSnapshot.readPrivateSecret(folder.path + "/key", limit: count).exposedText == text)
        guard count > 0 else { return }
        let tooLarge = FileError(.read, folder.path + "/key", .tooLarge(limit: count - 1))
        #expect(throws: tooLarge) { try FileSnapshot.readSecret(folder.path + "/key", limit: count - 1) }
        #expect(throws: tooLarge) { try FileSnapshot.readPrivateSecret(folder.path + "/key", limit: count - 1) }
    }

    @Test func aPipeOfTheShellIsReadToItsEnd() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let text = String(repeating: "y", count: 10_000)
        #expect(write(ends[1], text, text.utf8.count) == text.utf8.count && close(ends[1]) == 0)
        #expect(try FileSnapshot.readSecret("/dev/fd/\(ends[0])", limit: 20_000).exposedText == text)
    }

    @Test func whatIsNoFileIsRefused() {
        let error = #expect(throws: FileError.self) { try FileSnapshot.readSecret("/tmp", limit: 10) }
        #expect(error?.cause == .notRegular("a directory"))
        #expect(throws: FileError.self) { try FileSnapshot.readSecret(folder.path + "/none", limit: 10) }
    }

    @Test func aPrivateFileIsForNobodyElse() throws {
        try folder.write("x", to: "open", mode: 0o640)
        #expect(try FileSnapshot.readSecret(folder.path + "/open", limit: 10).exposedText == "x")
        let error = #expect(throws: FileError.self) {
            try FileSnapshot.readPrivateSecret(folder.path + "/open", limit: 10)
        }
        #expect(error?.description.contains("others may read it; run: chmod 600") == true)
    }

    @Test(arguments: ["", "a", "ab", "abc", "\u{0}\u{7F}é"])
    func base64IsThatOfRFC4648(_ text: String) throws {
        let theirs = try TestProcess.run(
            ["base64", "-w0"], environment: ["PATH": "/usr/bin:/bin"], input: Array(text.utf8))
        #expect(SecretBytes(utf8: text).exposedBase64 == theirs.output)
    }
}
