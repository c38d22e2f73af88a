// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem
import KuberingTestSupport

/// An API server that only says which resources it has, which `kubectl create role` wants to know.
final class DiscoveryServer {
    /// A folder with the kubeconfig `config`, which leads to it.
    let folder: TestFolder
    private let process: TestProcess

    /// Starts a server and waits until it listens.
    init() throws {
        let folder = try TestFolder()
        let script = """
            import http.server, json, os, sys
            groups = {
                "v1": "pods:po secrets: configmaps:cm nodes:no services:svc events:ev serviceaccounts:sa namespaces:ns",
                "apps/v1": "deployments:deploy replicasets:rs statefulsets:sts",
                "batch/v1": "jobs: cronjobs:cj",
                "events.k8s.io/v1": "events:ev",
                "networking.k8s.io/v1": "ingresses:ing networkpolicies:netpol",
                "rbac.authorization.k8s.io/v1": "roles: clusterroles:",
                "example.com/v1": "widgets:wd",
            }
            def answer(path):
                if path == "/api": return {"kind": "APIVersions", "versions": ["v1"]}
                if path == "/apis":
                    return {"kind": "APIGroupList", "apiVersion": "v1", "groups": [
                        {"name": g.split("/")[0], "versions": [{"groupVersion": g, "version": "v1"}],
                         "preferredVersion": {"groupVersion": g, "version": "v1"}} for g in groups if "/" in g]}
                group = path.split("/", 2)[2]
                return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": group, "resources": [
                    {"name": n, "singularName": n.removesuffix("s"), "shortNames": [s for s in [short] if s], "namespaced": True,
                     "kind": n.title(), "verbs": ["get"]}
                    for n, short in (word.split(":") for word in groups[group].split())]}
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    body = json.dumps(answer(self.path.split("?")[0])).encode()
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *_): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            with open(sys.argv[1] + "/new", "w") as file:
                json.dump({
                    "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}],
                    "contexts": [{"name": "c", "context": {"cluster": "c"}}], "current-context": "c"}, file)
            os.rename(sys.argv[1] + "/new", sys.argv[1] + "/config")
            server.serve_forever()
            """
        process = try TestProcess(
            ["python3", "-c", script, folder.path], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        let isThere = Patience.waits { [process] in access(folder.path + "/config", F_OK) == 0 || process.hasEnded }
        guard isThere, !process.hasEnded else { throw DiscoveryFailure(description: process.outcome().errors) }
        self.folder = folder
    }

    /// What `kubectl create` prints without asking for more than the resources.
    ///
    /// - Parameters:
    ///   - arguments: What comes after `create`.
    ///   - format: `yaml` or `json`.
    /// - Returns: Its standard output, without the empty time that kubectl wrote up to 1.33.
    /// - Throws: When kubectl fails.
    func kubectl(_ arguments: [String], _ format: String) throws -> String {
        let outcome = try TestProcess.run(
            ["kubectl", "create"] + arguments + ["--dry-run=client", "-o", format],
            environment: [
                "PATH": String(cString: getenv("PATH") ?? strdup("/usr/bin:/bin")), "HOME": folder.path,
                "KUBECONFIG": folder.path + "/config",
            ])
        guard outcome.end == .exited(0) else { throw DiscoveryFailure(description: outcome.errors) }
        return outcome.output.replacing("  creationTimestamp: null\n", with: "")
            .replacing(",\n        \"creationTimestamp\": null", with: "")
    }
}

/// What kubectl said.
struct DiscoveryFailure: Error, CustomStringConvertible {
    let description: String
}
