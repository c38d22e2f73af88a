// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport

/// An API server that only says which resources it has, which `kubectl create role` wants to know.
final class DiscoveryServer {
    private let server: APIServer

    /// Starts a server and waits until it listens.
    init() throws {
        server = try APIServer(
            """
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
            class Handler(Quiet):
                def do_GET(self): self.answer(200, answer(self.path.split("?")[0]))
            listen(web(Handler))
            """)
    }

    /// What `kubectl create` prints without asking for more than the resources.
    ///
    /// - Parameters:
    ///   - arguments: What comes after `create`.
    ///   - format: `yaml` or `json`.
    /// - Returns: Its standard output, without the empty time that kubectl wrote up to 1.33.
    /// - Throws: ``KubectlFailure``.
    func kubectl(_ arguments: [String], _ format: String) throws -> String {
        try server.kubectl(["create"] + arguments + ["--dry-run=client", "-o", format])
            .replacing("  creationTimestamp: null\n", with: "")
            .replacing(",\n        \"creationTimestamp\": null", with: "")
    }
}
