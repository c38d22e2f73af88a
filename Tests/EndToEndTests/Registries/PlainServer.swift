// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A web server on 127.0.0.1 that gives one answer to everything.
final class PlainServer {
    /// For example `127.0.0.1:40001`.
    let address: String
    private let folder: TestFolder
    private let process: TestProcess

    /// Starts it and waits until it answers.
    init(status: Int, body: String) throws {
        folder = try TestFolder()
        process = try TestProcess(
            ["python3", "-c", Self.program, folder.path, String(status), body],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        try RegistryServer.wait(for: folder.path + "/port", process)
        address =
            "127.0.0.1:" + String(decoding: try FileSnapshot.read(folder.path + "/port", limit: 9).bytes, as: UTF8.self)
    }

    private static let program = #"""
        import http.server, os, sys
        folder, status, body = sys.argv[1:]
        class Server(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(int(status))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        with open(folder + "/port.new", "w") as file: file.write(str(server.server_port))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """#
}
