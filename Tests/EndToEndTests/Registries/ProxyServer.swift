// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport

/// An HTTP proxy that leads every connection to one port of this machine, and notes where it was to go.
final class ProxyServer {
    private let server: PythonServer

    /// For example `127.0.0.1:40001`.
    var address: String { server.address }
    /// Where connections were to go and as whom, a line each.
    var connections: Set<String> { Set(server.text("connections").split(separator: "\n").map(String.init)) }

    /// Starts the proxy and waits until it answers.
    init(leadingTo port: String) throws {
        server = try PythonServer(Self.program, [port])
    }

    private static let program = #"""
        import socket, socketserver, threading
        port = arguments[0]
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
        listen(Server(("127.0.0.1", 0), Handler))
        """#
}
