// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum RemovedExecVersion: ConfigRule {
    static let id = "removed-exec-version"
    static let severity = Finding.Severity.error
    static let summary =
        "A plugin with an API version that kubectl does not speak, such as v1alpha1, which was removed in Kubernetes 1.24."
    static let remedy = "Update the plugin, and set its apiVersion to client.authentication.k8s.io/v1beta1 or /v1."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.user, with: "exec").compactMap { user in
            let version = user.text("exec", "apiVersion")
            let known = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]
            guard !version.isEmpty, !known.contains(version) else { return nil }
            return finding(
                at: user, "exec", "apiVersion",
                message: "kubectl does not speak \(OutsideText.quoted(version)) with the plugin of \(user.title)")
        }
    }
}
