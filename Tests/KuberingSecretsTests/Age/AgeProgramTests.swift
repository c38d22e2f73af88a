// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

@testable import KuberingSecrets

/// The program `age` as the judge, both ways.
@Suite struct AgeProgramTests {
    private static let environment: Environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent",
    ]

    @Test(arguments: AgeFileTests.sizes) func keys(size: Int) throws {
        let folder = try TestFolder()
        let identity = AgeIdentity.random()
        let contents = AgeFileTests.contents(size)
        try write(identity.identityFile, to: folder.path + "/key")
        // A stanza that age does not know is passed over.
        let ours = AgeFile.encrypt(contents, to: identity.recipient) { _ in
            AgeStanza(type: "kubering-seal", arguments: ["a"], body: [UInt8](repeating: 7, count: 48))
        }
        try write(SecretBytes(ours), to: folder.path + "/ours.age")
        // It makes no file for nothing.
        try run(["sh", "-c", "age --decrypt -i key ours.age >opened"], in: folder)
        #expect(try bytes(folder.path + "/opened") == contents.withExposedBytes { Array($0) })
        try run(["age", "-r", "\(identity.recipient)", "-o", "theirs.age", "opened"], in: folder)
        let theirs = try bytes(folder.path + "/theirs.age")
        #expect(try AgeFile.open(theirs, identity: identity).contents.hasSameBytes(as: contents))
    }

    @Test func keysOfAge() throws {
        let folder = try TestFolder()
        try run(["age-keygen", "-o", "key"], in: folder)
        let identity = try #require(AgeIdentity(identityFile: SecretBytes(try bytes(folder.path + "/key"))))
        let recipient = try run(["age-keygen", "-y", "key"], in: folder)
        #expect(recipient == "\(identity.recipient)\n")
    }

    /// age takes a passphrase from a terminal only, which Python makes.
    @Test func passphrases() throws {
        let folder = try TestFolder()
        let contents = AgeFileTests.contents(1000)
        let passphrase = SecretBytes(utf8: "correct horse")
        let ours = try AgeFile.encrypt(contents, passphrase: passphrase, workFactor: 10)
        try write(SecretBytes(ours), to: folder.path + "/ours.age")
        try type("correct horse\n", into: "age --decrypt -o opened ours.age", in: folder)
        #expect(try bytes(folder.path + "/opened") == contents.withExposedBytes { Array($0) })
        try type("correct horse\n|correct horse\n", into: "age --passphrase -o theirs.age opened", in: folder)
        let theirs = try bytes(folder.path + "/theirs.age")
        #expect(try AgeFile.open(theirs, passphrase: passphrase).contents.hasSameBytes(as: contents))
    }

    @discardableResult
    private func run(_ command: [String], in folder: TestFolder) throws -> String {
        let outcome = try TestProcess.run(
            ["sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder.path] + command,
            environment: Self.environment)
        #expect(outcome.end == .exited(0), "\(command): \(outcome.errors)")
        return outcome.output
    }

    /// Types each part of `keys` when age asks.
    private func type(_ keys: String, into command: String, in folder: TestFolder) throws {
        let script = """
            import os, pty, sys
            keys, command = sys.argv[1].split("|"), sys.argv[2].split()
            child, terminal = pty.fork()
            if child == 0:
                os.chdir(sys.argv[3])
                os.execvp(command[0], command)
            shown = b""
            while True:
                try:
                    shown += os.read(terminal, 1024)
                except OSError:
                    break
                if keys and b"passphrase" in shown.split(b"\\n")[-1]:
                    shown += b"\\n"
                    os.write(terminal, keys.pop(0).encode())
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            """
        try run(["python3", "-c", script, keys, command, folder.path], in: folder)
    }

    private func write(_ text: SecretBytes, to path: String) throws {
        try PrivateFile(path).create(text.withExposedBytes { Array($0) })
    }

    private func bytes(_ path: String) throws -> [UInt8] { try FileSnapshot.read(path, limit: 1 << 20).bytes }
}
