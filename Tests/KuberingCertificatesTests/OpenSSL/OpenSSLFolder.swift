// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingCertificates
import KuberingSystem
import KuberingTestSupport

/// A temporary folder with what the real openssl made, removed when the tests end.
struct OpenSSLFolder: Sendable {
    /// openssl, or what stands around it, failed.
    struct Failure: Error {
        let command: String
        let errors: String
    }

    /// The folder's path.
    let path: String

    /// The keys and certificates of all tests, made once.
    static func shared() throws -> OpenSSLFolder { try made.get() }

    private static let made = Result {
        let folder = try OpenSSLFolder()
        try folder.shell(
            [
                OpenSSLScripts.functions, OpenSSLScripts.keys, OpenSSLScripts.authorities, OpenSSLScripts.leaves,
            ].joined(separator: "\n"))
        return folder
    }

    /// Makes an empty folder.
    init() throws {
        var template = Array("/tmp/kubering-certificates-XXXXXX\0".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(command: "mkdtemp", errors: "errno \(errno)") }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        Self.atExit.remove(path)
    }

    /// What programs are started with: the test's own PATH and an empty home.
    static func environment(home: String) -> Environment {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return ["PATH": path, "HOME": home, "LC_ALL": "C.UTF-8"]
    }

    /// Runs a script in the folder, which must succeed; the result is its standard output.
    @discardableResult
    func shell(_ script: String) throws -> String {
        let outcome = try TestProcess.run(
            ["sh", "-euc", "cd \"$0\"\n" + script, path], environment: Self.environment(home: path))
        guard outcome.end == .exited(0) else { throw Failure(command: script, errors: outcome.errors) }
        return outcome.output
    }

    /// The bytes of a file.
    func bytes(_ name: String) throws -> [UInt8] {
        try FileSnapshot.read(path + "/" + name, limit: 1 << 24).bytes
    }

    /// The text of a file.
    func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    /// The certificate in a PEM file.
    func certificate(_ name: String) throws -> Certificate {
        try bundle(name).leaf
    }

    /// The certificates of PEM files, one after the other; a string may hold several names.
    func bundle(_ names: String...) throws -> CertificateBundle {
        let files = names.flatMap { $0.split(separator: " ") }
        return try CertificateBundle(reading: try files.flatMap { try bytes($0 + ".crt") }, named: "bundle")
    }

    /// The key in a file.
    func key(_ name: String, passphrase: String? = nil) throws -> PrivateKey {
        try PrivateKey(
            reading: SecretBytes(try bytes(name)), named: name, passphrase: passphrase.map { SecretBytes(utf8: $0) })
    }

    /// The folders to remove when the process ends.
    private final class Leftovers: @unchecked Sendable {
        // `@unchecked`: guarded by the lock.
        private var paths: [String] = []
        private var lock = pthread_mutex_t()

        init() {
            pthread_mutex_init(&lock, nil)
            atexit { OpenSSLFolder.atExit.removeAll() }
        }

        func remove(_ path: String) {
            pthread_mutex_lock(&lock)
            defer { pthread_mutex_unlock(&lock) }
            paths.append(path)
        }

        func removeAll() {
            let command = ["rm", "-rf", "--"] + paths
            // What cannot be removed stays in /tmp.
            _ = try? TestProcess.run(command, environment: OpenSSLFolder.environment(home: "/nonexistent"))
        }
    }

    private static let atExit = Leftovers()
}
