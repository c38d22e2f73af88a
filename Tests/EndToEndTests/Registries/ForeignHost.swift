// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A registry on 127.0.0.1 that sends its clients, credential and all, to a server that has another name.
final class ForeignHost {
    /// What leads there.
    enum Lure: String {
        /// The registry redirects whoever shows a credential.
        case redirect
        /// Its token server does.
        case tokenRedirect
        /// Its token server is the other one.
        case realm
    }

    /// The registry, for example `127.0.0.1:40001`.
    let address: String
    private let folder: TestFolder
    private let process: TestProcess

    /// Starts both and waits until they answer.
    init(_ lure: Lure) throws {
        folder = try TestFolder()
        process = try TestProcess(
            ["python3", "-c", Self.program, folder.path, lure.rawValue],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        try RegistryServer.wait(for: folder.path + "/port", process)
        address =
            "127.0.0.1:" + String(decoding: try FileSnapshot.read(folder.path + "/port", limit: 9).bytes, as: UTF8.self)
    }

    /// What the other server was asked, each with its `Authorization`.
    var foreignRequests: String {
        // Nobody has asked.
        guard let file = try? FileSnapshot.read(folder.path + "/foreign", limit: 1 << 20) else { return "" }
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private static let program = #"""
        import http.server, os, sys, threading
        folder, lure = sys.argv[1:]
        class Quiet(http.server.BaseHTTPRequestHandler):
            def answer(self, status, fields={}, body=b""):
                self.send_response(status)
                for name, value in fields.items(): self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *_): pass
        class Foreign(Quiet):
            def do_GET(self):
                with open(folder + "/foreign", "a") as file:
                    file.write(f"{self.path} {self.headers.get('Authorization')}" + chr(10))
                self.answer(200, {}, b'{"token": "t"}')
        foreign = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Foreign)
        there = f"http://localhost:{foreign.server_port}/"
        class Registry(Quiet):
            def do_GET(self):
                here = f"http://127.0.0.1:{self.server.server_port}/token"
                if self.path.startswith("/token") or (lure == "redirect" and self.headers.get("Authorization")):
                    return self.answer(307, {"Location": there})
                realm = there if lure == "realm" else here
                self.answer(401, {"WWW-Authenticate":
                    'Basic realm="lab"' if lure == "redirect" else f'Bearer realm="{realm}",service="lab"'})
        registry = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry)
        threading.Thread(target=foreign.serve_forever, daemon=True).start()
        with open(folder + "/port.new", "w") as file: file.write(str(registry.server_port))
        os.rename(folder + "/port.new", folder + "/port")
        registry.serve_forever()
        """#
}
