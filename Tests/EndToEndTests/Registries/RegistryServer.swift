// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

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
    private let registry: TestProcess
    /// Who gives tokens out, if anybody does.
    private var tokens: PythonServer?
    private let folder: TestFolder

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
        let environment: Environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path]
        var auth = ""
        switch authentication {
        case .none: break
        case .basic:
            let made = try TestProcess.run(
                ["htpasswd", "-Bbc", folder.path + "/users", "jane", "right"], environment: environment)
            guard made.end == .exited(0) else { throw AuthorityError(description: made.errors) }
            auth = "auth: {htpasswd: {realm: lab, path: \(folder.path)/users}}"
        case .bearer:
            let tokens = try PythonServer(TokenServerProgram.text, in: folder)
            self.tokens = tokens
            auth = """
                auth: {token: {realm: "http://\(tokens.address)/token", service: lab, issuer: lab, \
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
        registry = try TestProcess(
            [
                "sh", "-c", "exec docker-registry serve \"$1/registry.yml\" >\"$1/log\" 2>&1", "sh", folder.path,
            ], environment: environment)
        address = try Self.address(in: folder.path + "/log", registry)
    }

    /// The port of ``address``.
    var port: String { String(address.drop { $0 != ":" }.dropFirst()) }

    /// What the token server was asked, a line each: the method, and what it was shown.
    var tokenRequests: [String] { (tokens?.text("requests") ?? "").split(separator: "\n").map(String.init) }

    /// The address that the registry says it listens on.
    private static func address(in log: String, _ process: TestProcess) throws -> String {
        var (text, address): (String, String?) = ("", nil)
        _ = Patience.waits {
            // It may not have written yet; of a line that it writes just now the end is missing.
            let bytes = (try? FileSnapshot.read(log, limit: 1 << 20))?.bytes ?? []
            text = String(decoding: bytes, as: UTF8.self)
            address = text.firstMatch(of: #/listening on ([0-9.]+:[0-9]+)[^0-9]/#).map { String($0.output.1) }
            return address != nil || process.hasEnded
        }
        guard let address else { throw AuthorityError(description: "the registry does not listen: \(text)") }
        return address
    }
}
