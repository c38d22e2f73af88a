// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

enum InsecureWithAuthority: ConfigRule {
    static let id = "insecure-with-authority"
    static let severity = Finding.Severity.error
    static let summary =
        "A cluster with a CA and with insecure-skip-tls-verify, which kubectl refuses. The fix removes the flag, so that the CA counts."
    static let remedy = "Remove one of them: the flag, if the CA is the right one."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "insecure-skip-tls-verify").filter(applies).map {
            finding(
                at: $0, "insecure-skip-tls-verify",
                message: "\($0.title) has a CA and insecure-skip-tls-verify, and kubectl refuses both together",
                changes: [.unset(["insecure-skip-tls-verify"])])
        }
    }

    static func applies(to cluster: CheckedEntry) -> Bool {
        cluster.isTrue("insecure-skip-tls-verify")
            && (cluster.has("certificate-authority") || cluster.has("certificate-authority-data"))
    }
}
