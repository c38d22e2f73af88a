// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum RemovedAuthProvider: ConfigRule {
    static let id = "removed-auth-provider"
    static let severity = Finding.Severity.error
    static let summary = "An auth provider that kubectl no longer has: gcp, azure, and everything else but oidc."
    static let remedy = "Use the provider's plugin: gke-gcloud-auth-plugin, or kubelogin for Azure."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user, with: "auth-provider").filter { $0.has("auth-provider") }.compactMap { user in
            let name = user.text("auth-provider", "name")
            let remedy: String? =
                switch name {
                case "oidc": nil
                case "gcp":
                    "install gke-gcloud-auth-plugin and get the kubeconfig anew with: gcloud container clusters get-credentials CLUSTER"
                case "azure": "install kubelogin and run: kubelogin convert-kubeconfig"
                default: "use a plugin that gives credentials for this provider"
                }
            guard let remedy else { return nil }
            return finding(
                at: user, "auth-provider", "name",
                message: "kubectl has no auth provider \(OutsideText.quoted(name)) any more", remedy: remedy)
        }
    }
}
