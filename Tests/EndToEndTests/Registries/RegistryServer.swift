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
    init(_ authentication: Authentication, tls authority: Authority? = nil) throws {
        let folder = try TestFolder()
        self.folder = folder
        let port = try Self.freePort()
        address = "127.0.0.1:\(port)"
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
            let tokens = try TestProcess(["python3", "-c", Self.tokenServer, folder.path], environment: environment)
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
            authority.map { ", tls: {certificate: \($0.path("server.crt")), key: \($0.path("server.key"))}" } ?? ""
        try folder.write(
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: \(folder.path)/images}}
            http: {addr: "\(address)"\(tls)}
            \(auth)

            """, to: "registry.yml")
        let registry = try TestProcess(
            ["docker-registry", "serve", folder.path + "/registry.yml"], environment: environment)
        processes = started + [registry]
        try Self.wait(forPort: port, registry)
    }

    private let folder: TestFolder

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

    private static func wait(for file: String, _ process: TestProcess) throws {
        for _ in 0..<4_000 where access(file, F_OK) != 0 && !process.hasEnded { usleep(5_000) }
        guard access(file, F_OK) == 0 else { throw AuthorityError(description: process.outcome(limit: 0).errors) }
    }

    private static func wait(forPort port: UInt16, _ process: TestProcess) throws {
        for _ in 0..<4_000 {
            if process.hasEnded { throw AuthorityError(description: process.outcome(limit: 0).errors) }
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let isOpen = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isOpen { return }
            usleep(5_000)
        }
        throw AuthorityError(description: "the registry does not listen")
    }

    /// A token server as distribution's specification has it; jane may pull what is below `jane/`.
    private static let tokenServer = #"""
        import base64, http.server, json, os, subprocess, sys, time, urllib.parse
        folder = sys.argv[1]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tokens",
            "-keyout", folder + "/token.key", "-out", folder + "/token.crt"], check=True, stderr=subprocess.DEVNULL)
        der = subprocess.run(["openssl", "x509", "-in", folder + "/token.crt", "-outform", "DER"],
            check=True, capture_output=True).stdout
        def text(data): return base64.urlsafe_b64encode(data).decode().rstrip("=")
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
                expected = "Basic " + base64.b64encode(b"jane:right").decode()
                given = self.headers.get("Authorization")
                if given is not None and given != expected:
                    return self.answer(401, {"errors": [{"code": "UNAUTHORIZED", "message": "wrong user name or password"}]})
                access = []
                for scope in query.get("scope", []):
                    kind, name, actions = scope.split(":")
                    if given and name.startswith("jane/"):
                        access.append({"type": kind, "name": name, "actions": ["pull"]})
                now = int(time.time())
                head = text(json.dumps({"typ": "JWT", "alg": "RS256", "x5c": [base64.b64encode(der).decode()]}).encode())
                claims = text(json.dumps({"iss": "lab", "sub": "jane", "aud": query.get("service", [""])[0], "exp": now + 300,
                    "nbf": now - 10, "iat": now, "jti": "1", "access": access}).encode())
                signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", folder + "/token.key"],
                    input=(head + "." + claims).encode(), check=True, capture_output=True).stdout
                self.answer(200, {"token": head + "." + claims + "." + text(signature)})
            def answer(self, status, value):
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        with open(folder + "/port.new", "w") as file: file.write(str(server.server_port))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """#
}
