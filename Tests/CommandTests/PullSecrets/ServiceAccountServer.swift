// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// An API server that has one ServiceAccount, `app` in `web`, and writes down what `kubectl apply` sends for it.
final class ServiceAccountServer {
    private let server: APIServer

    /// Starts a server and waits until it listens.
    ///
    /// - Parameter account: The account, JSON.
    /// - Throws: What the server says when it does not start.
    init(_ account: String) throws {
        server = try APIServer(
            """
            answers = {
                "/api": {"kind": "APIVersions", "versions": ["v1"]},
                "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
                "/api/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
                    {"name": "serviceaccounts", "singularName": "serviceaccount", "namespaced": True,
                     "kind": "ServiceAccount", "verbs": ["get", "patch"]}]},
                "/api/v1/namespaces/web/serviceaccounts/app": json.loads(arguments[0]),
            }
            class Handler(Quiet):
                def do_GET(self):
                    found = answers.get(self.path.split("?")[0])
                    self.answer(200 if found else 404, found or {"kind": "Status", "code": 404})
                def do_PATCH(self):
                    body = self.rfile.read(int(self.headers["Content-Length"]))
                    with open(folder + "/patch", "wb") as file: file.write(body)
                    self.do_GET()
            listen(web(Handler))
            """, [account])
    }

    /// What `kubectl get serviceaccount app -n web -o yaml` prints.
    func account() throws -> String {
        try server.kubectl(["get", "serviceaccount", "app", "-n", "web", "-o", "yaml"])
    }

    /// The patch that `kubectl apply` sends for a manifest.
    func patch(of manifest: String) throws -> JSONValue {
        try server.folder.write(manifest, to: "manifest.yaml")
        _ = try server.kubectl(["apply", "--validate=false", "-f", server.folder.path + "/manifest.yaml"])
        return try JSONValue(parsing: FileSnapshot.read(server.folder.path + "/patch", limit: 100_000).bytes)
    }
}
