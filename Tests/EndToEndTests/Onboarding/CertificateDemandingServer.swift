// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport

/// A TLS server that demands a client certificate, or else a token, and answers every request with whom it saw.
final class CertificateDemandingServer {
    private let server: PythonServer

    /// For example `https://127.0.0.1:40001`.
    var address: String { "https://" + server.address }

    /// Starts a server and waits until it listens.
    init(_ authority: Authority, takesTokens: Bool = false) throws {
        server = try PythonServer(
            """
            import ssl
            class Handler(Quiet):
                def do_GET(self):
                    certificate = self.connection.getpeercert()
                    names = [value for part in certificate["subject"] for _, value in part] if certificate else [
                        self.headers.get("Authorization", "nobody")]
                    self.answer(200, (",".join(names) + chr(10)).encode())
            server = web(Handler)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.verify_mode = ssl.CERT_OPTIONAL if arguments[0] == "tokens" else ssl.CERT_REQUIRED
            context.load_verify_locations(folder + "/cluster.crt")
            context.load_cert_chain(folder + "/server.crt", folder + "/server.key")
            server.socket = context.wrap_socket(server.socket, server_side=True)
            listen(server)
            """, [takesTokens ? "tokens" : "certificates"], in: authority.folder)
    }
}
