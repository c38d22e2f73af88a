// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

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

    private let server: PythonServer

    /// The registry, for example `127.0.0.1:40001`.
    var address: String { server.address }
    /// What the other server was asked, each with its `Authorization`.
    var foreignRequests: String { server.text("foreign") }

    /// Starts both and waits until they answer.
    init(_ lure: Lure) throws {
        server = try PythonServer(Self.program, [lure.rawValue])
    }

    private static let program = #"""
        import threading
        lure = arguments[0]
        class Foreign(Quiet):
            def do_GET(self):
                with open(folder + "/foreign", "a") as file:
                    file.write(f"{self.path} {self.headers.get('Authorization')}" + chr(10))
                self.answer(200, {"token": "t"})
        foreign = web(Foreign)
        there = f"http://localhost:{foreign.server_port}/"
        class Registry(Quiet):
            def do_GET(self):
                here = f"http://127.0.0.1:{self.server.server_port}/token"
                if self.path.startswith("/token") or (lure == "redirect" and self.headers.get("Authorization")):
                    return self.answer(307, Location=there)
                realm = there if lure == "realm" else here
                self.answer(401, WWW_Authenticate=
                    'Basic realm="lab"' if lure == "redirect" else f'Bearer realm="{realm}",service="lab"')
        threading.Thread(target=foreign.serve_forever, daemon=True).start()
        listen(web(Registry))
        """#
}
