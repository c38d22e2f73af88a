// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// An API server that has one ServiceAccount, `app` in `web`, and writes down what `kubectl apply` sends for it.
final class ServiceAccountServer {
    private let folder: TestFolder
    private let process: TestProcess

    /// Starts a server and waits until it listens.
    ///
    /// - Parameter account: The account, JSON.
    /// - Throws: What the server says when it does not start.
    init(_ account: String) throws {
        let folder = try TestFolder()
        try folder.write(account, to: "account")
        let script = """
            import http.server, json, os, sys
            folder = sys.argv[1]
            account = json.load(open(folder + "/account"))
            answers = {
                "/api": {"kind": "APIVersions", "versions": ["v1"]},
                "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
                "/api/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
                    {"name": "serviceaccounts", "singularName": "serviceaccount", "namespaced": True,
                     "kind": "ServiceAccount", "verbs": ["get", "patch"]}]},
                "/api/v1/namespaces/web/serviceaccounts/app": account,
            }
            class Handler(http.server.BaseHTTPRequestHandler):
                def answer(self):
                    found = answers.get(self.path.split("?")[0])
                    body = json.dumps(found or {"kind": "Status", "code": 404}).encode()
                    self.send_response(200 if found else 404)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                do_GET = answer
                def do_PATCH(self):
                    body = self.rfile.read(int(self.headers["Content-Length"]))
                    with open(folder + "/patch", "wb") as file: file.write(body)
                    self.answer()
                def log_message(self, *_): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            with open(folder + "/new", "w") as file:
                json.dump({
                    "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}],
                    "contexts": [{"name": "c", "context": {"cluster": "c"}}], "current-context": "c"}, file)
            os.rename(folder + "/new", folder + "/config")
            server.serve_forever()
            """
        process = try TestProcess(
            ["python3", "-c", script, folder.path], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        let isThere = Patience.waits { [process] in access(folder.path + "/config", F_OK) == 0 || process.hasEnded }
        guard isThere, !process.hasEnded else { throw DiscoveryFailure(description: process.outcome().errors) }
        self.folder = folder
    }

    /// What `kubectl get serviceaccount app -n web -o yaml` prints.
    func account() throws -> String {
        try kubectl(["get", "serviceaccount", "app", "-n", "web", "-o", "yaml"])
    }

    /// The patch that `kubectl apply` sends for a manifest.
    func patch(of manifest: String) throws -> JSONValue {
        try folder.write(manifest, to: "manifest.yaml")
        _ = try kubectl(["apply", "--validate=false", "-f", folder.path + "/manifest.yaml"])
        return try JSONValue(parsing: FileSnapshot.read(folder.path + "/patch", limit: 100_000).bytes)
    }

    private func kubectl(_ arguments: [String]) throws -> String {
        let outcome = try TestProcess.run(
            ["kubectl"] + arguments,
            environment: [
                "PATH": String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin")), "HOME": folder.path,
                "KUBECONFIG": folder.path + "/config",
            ])
        guard outcome.end == .exited(0) else { throw DiscoveryFailure(description: outcome.errors) }
        return outcome.output
    }
}
