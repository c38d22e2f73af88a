// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport

/// A web server on 127.0.0.1 that gives one answer to everything.
final class PlainServer {
    private let server: PythonServer

    /// For example `127.0.0.1:40001`.
    var address: String { server.address }

    /// Starts it and waits until it answers.
    init(status: Int, body: String) throws {
        server = try PythonServer(
            """
            class Handler(Quiet):
                def do_GET(self): self.answer(int(arguments[0]), arguments[1].encode())
            listen(web(Handler))
            """, [String(status), body])
    }
}
