// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport
import Testing

/// Keys in new files are on the disk before the only other copy of them goes, or anybody is told that they are there.
@Suite struct NewFilesTests {
    /// The system calls of a command that succeeds, one on each line, descriptors with their paths.
    private func calls(_ home: Home, _ arguments: [String]) throws -> [Substring] {
        let trace = home.folder.path + "/trace"
        let outcome = try TestProcess.run(
            ["strace", "-f", "-y", "-e", "trace=fsync,rename,write", "-o", trace, Home.kubering] + arguments,
            environment: home.environment)
        #expect(outcome.end == .exited(0), "\(outcome.errors)")
        let text = String(decoding: try FileSnapshot.read(trace, limit: 1 << 24).bytes, as: UTF8.self)
        return text.split(separator: "\n")
    }

    /// Whether both are there, the first before the second.
    private func isOrdered(_ calls: [Substring], _ first: String, _ second: String) -> Bool {
        guard let one = calls.firstIndex(where: { $0.contains(first) }),
            let two = calls.lastIndex(where: { $0.contains(second) })
        else { return false }
        return one < two
    }

    @Test func extractedKeysAreOnTheDiskFirst() throws {
        let key = Data("key".utf8).base64EncodedString()
        let home = try Home("users: [{name: u, user: {client-certificate-data: \(key), client-key-data: \(key)}}]\n")
        let path = home.folder.path
        let calls = try calls(home, ["extract", "--all", "--directory", path + "/new/pki"])
        for synced in [
            "\(path)/new/pki/u.key>", "\(path)/new/pki/u.crt>", "\(path)/new/pki>", "\(path)/new>", "\(path)>",
        ] {
            #expect(isOrdered(calls, synced + ") = 0", "rename("), "\(synced): \(calls)")
        }
        #expect(FilePermissions(of: path + "/new/pki/u.key")?.mode == 0o600)
    }

    @Test(arguments: [
        ["certificate", "create-ca", "ca", "--directory", "{folder}"],
        ["certificate", "request", "jane", "--key-file", "{folder}/ca.key"],
    ])
    func newKeysAreOnTheDiskBeforeTheyAreToldOf(_ arguments: [String]) throws {
        let home = try Home()
        let path = home.folder.path + "/ca"
        let calls = try calls(home, arguments.map { $0.replacing("{folder}", with: home.folder.path) })
        #expect(isOrdered(calls, "\(path).key>) = 0", "write(2"), "\(calls)")
        #expect(FilePermissions(of: path + ".key")?.mode == 0o600)
    }
}
