// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum ContextWithoutCluster: ConfigRule {
    static let id = "context-without-cluster"
    static let severity = Finding.Severity.error
    static let summary = "A context that names no cluster. kubectl then tries localhost:8080."
    static let remedy = "Name one with: kubering context set CONTEXT --cluster CLUSTER."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.context).filter { !$0.has("cluster") }.map {
            finding(at: $0, "cluster", message: "\($0.title) names no cluster: kubectl would try localhost:8080")
        }
    }
}
