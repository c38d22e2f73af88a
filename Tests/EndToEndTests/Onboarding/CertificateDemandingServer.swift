// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// A TLS server that demands a client certificate, or else a token, and answers every request with whom it saw.
final class CertificateDemandingServer {
    /// For example `https://127.0.0.1:40001`.
    let address: String
    private let process: TestProcess

    /// Starts a server and waits until it listens.
    init(_ authority: Authority, takesTokens: Bool = false) throws {
        let script = """
            import http.server, os, ssl, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    certificate = self.connection.getpeercert()
                    names = [value for part in certificate["subject"] for _, value in part] if certificate else [
                        self.headers.get("Authorization", "nobody")]
                    body = (",".join(names) + chr(10)).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *_): pass
            folder = sys.argv[1]
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.verify_mode = ssl.CERT_OPTIONAL if sys.argv[2] == "tokens" else ssl.CERT_REQUIRED
            context.load_verify_locations(folder + "/cluster.crt")
            context.load_cert_chain(folder + "/server.crt", folder + "/server.key")
            server.socket = context.wrap_socket(server.socket, server_side=True)
            with open(folder + "/port.new", "w") as file: file.write(str(server.server_port))
            os.rename(folder + "/port.new", folder + "/port")
            server.serve_forever()
            """
        process = try TestProcess(
            ["python3", "-c", script, authority.folder.path, takesTokens ? "tokens" : "certificates"],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        try RegistryServer.wait(for: authority.path("port"), process)
        address = "https://127.0.0.1:\(try authority.text("port"))"
    }
}
