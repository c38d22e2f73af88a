// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum InsecureCluster: ConfigRule {
    static let id = "insecure-cluster"
    static let severity = Finding.Severity.warning
    static let summary =
        "A cluster with insecure-skip-tls-verify. Whoever is on the way can take the server's place and keep the credentials."
    static let remedy = "Give the cluster's CA with: kubering cluster set CLUSTER --certificate-authority FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.cluster, with: "insecure-skip-tls-verify")
            .filter { $0.isTrue("insecure-skip-tls-verify") && !InsecureWithAuthority.applies(to: $0) }.map {
                finding(
                    at: $0, "insecure-skip-tls-verify", message: "the server of \($0.title) is not checked at all")
            }
    }
}
