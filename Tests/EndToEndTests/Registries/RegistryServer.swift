// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// Debian's docker-registry on this machine, which lets jane in with the password `right`.
final class RegistryServer {
    /// How jane is let in.
    enum Authentication: String {
        /// By user name and password.
        case basic
        /// With a token of a token server, which lets jane pull `jane/…` only.
        case bearer
        /// Everybody is.
        case none
    }

    /// For example `127.0.0.1:40001`.
    let address: String
    private let processes: [TestProcess]

    /// Starts a registry and waits until it answers.
    ///
    /// - Parameters:
    ///   - authentication: Who is let in.
    ///   - authority: Whose certificates `server` and, when they are demanded, of clients it has; nil for no TLS.
    ///   - demandsCertificates: Whether a client needs a certificate of the authority, too.
    /// - Throws: `AuthorityError` when it does not start.
    init(_ authentication: Authentication, tls authority: Authority? = nil, demandsCertificates: Bool = false) throws {
        let folder = try TestFolder()
        self.folder = folder
        var started: [TestProcess] = []
        let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path]
        var auth = ""
        switch authentication {
        case .none: break
        case .basic:
            let made = try TestProcess.run(
                ["htpasswd", "-Bbc", folder.path + "/users", "jane", "right"], environment: environment)
            guard made.end == .exited(0) else { throw AuthorityError(description: made.errors) }
            auth = "auth: {htpasswd: {realm: lab, path: \(folder.path)/users}}"
        case .bearer:
            let tokens = try TestProcess(
                ["python3", "-c", TokenServerProgram.text, folder.path], environment: environment)
            started.append(tokens)
            try Self.wait(for: folder.path + "/port", tokens)
            let bytes = try FileSnapshot.read(folder.path + "/port", limit: 100).bytes
            let tokenPort = String(decoding: bytes, as: UTF8.self)
            auth = """
                auth: {token: {realm: "http://127.0.0.1:\(tokenPort)/token", service: lab, issuer: lab, \
                rootcertbundle: \(folder.path)/token.crt}}
                """
        }
        let tls =
            authority.map { authority in
                let clients = demandsCertificates ? ", clientcas: [\(authority.path("cluster.crt"))]" : ""
                return
                    ", tls: {certificate: \(authority.path("server.crt")), key: \(authority.path("server.key"))\(clients)}"
            } ?? ""
        try folder.write(
            """
            version: 0.1
            log: {level: info, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: \(folder.path)/images}}
            http: {addr: "127.0.0.1:0"\(tls)}
            \(auth)

            """, to: "registry.yml")
        let registry = try TestProcess(
            [
                "sh", "-c", "exec docker-registry serve \"$1/registry.yml\" >\"$1/log\" 2>&1", "sh", folder.path,
            ], environment: environment)
        processes = started + [registry]
        address = try Self.address(in: folder.path + "/log", registry)
    }

    private let folder: TestFolder

    /// The port of ``address``.
    var port: String { String(address.drop { $0 != ":" }.dropFirst()) }

    /// What the token server was asked, a line each: the method, and what it was shown.
    var tokenRequests: [String] {
        // Nobody has asked yet.
        guard let file = try? FileSnapshot.read(folder.path + "/requests", limit: 1 << 20) else { return [] }
        return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// A port on which nothing listens now.
    static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw AuthorityError(description: "no free port") }
        return UInt16(bigEndian: address.sin_port)
    }

    static func wait(for file: String, _ process: TestProcess) throws {
        for _ in 0..<4_000 where access(file, F_OK) != 0 && !process.hasEnded { usleep(5_000) }
        guard access(file, F_OK) == 0 else { throw AuthorityError(description: process.outcome(limit: 0).errors) }
    }

    /// The address that the registry says it listens on.
    private static func address(in log: String, _ process: TestProcess) throws -> String {
        for _ in 0..<4_000 {
            // It may not have written yet.
            let bytes = (try? FileSnapshot.read(log, limit: 1 << 20))?.bytes ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            if let found = text.firstMatch(of: #/listening on ([0-9.]+:[0-9]+)/#) { return String(found.output.1) }
            if process.hasEnded { throw AuthorityError(description: text) }
            usleep(5_000)
        }
        throw AuthorityError(description: "the registry does not listen")
    }
}
