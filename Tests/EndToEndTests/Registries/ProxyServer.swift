// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// An HTTP proxy that leads every connection to one port of this machine, and notes where it was to go.
final class ProxyServer {
    /// For example `127.0.0.1:40001`.
    let address: String
    private let folder: TestFolder
    private let process: TestProcess

    /// Starts the proxy and waits until it answers.
    init(leadingTo port: String) throws {
        folder = try TestFolder()
        process = try TestProcess(
            ["python3", "-c", Self.program, folder.path, port], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        try RegistryServer.wait(for: folder.path + "/port", process)
        address =
            "127.0.0.1:" + String(decoding: try FileSnapshot.read(folder.path + "/port", limit: 9).bytes, as: UTF8.self)
    }

    /// Where connections were to go and as whom, a line each.
    var connections: Set<String> {
        // Nobody has asked.
        guard let file = try? FileSnapshot.read(folder.path + "/connections", limit: 1 << 20) else { return [] }
        return Set(String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    private static let program = #"""
        import os, socket, socketserver, sys, threading
        folder, port = sys.argv[1:]
        def copy(source, target):
            try:
                while data := source.recv(65536): target.sendall(data)
                target.shutdown(socket.SHUT_WR)
            except OSError: pass
        class Handler(socketserver.StreamRequestHandler):
            rbufsize = 0
            def handle(self):
                words = self.rfile.readline().decode().split()
                account = "nobody"
                while (line := self.rfile.readline().decode().strip()):
                    if line.lower().startswith("proxy-authorization:"): account = line.split()[-1]
                with open(folder + "/connections", "a") as file: file.write(f"{words[0]} {words[1]} {account}" + chr(10))
                with socket.create_connection(("127.0.0.1", int(port))) as there:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                    back = threading.Thread(target=copy, args=(there, self.connection))
                    back.start()
                    copy(self.connection, there)
                    back.join()
        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
        server = Server(("127.0.0.1", 0), Handler)
        with open(folder + "/port.new", "w") as file: file.write(str(server.server_address[1]))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """#
}
