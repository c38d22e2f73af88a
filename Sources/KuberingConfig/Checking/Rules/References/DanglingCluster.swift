// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum DanglingCluster: ConfigRule {
    static let id = "dangling-cluster"
    static let severity = Finding.Severity.error
    static let summary = "A context whose cluster does not exist. kubectl then tries localhost:8080 instead."
    static let remedy = "Correct the name, or delete the context with: kubering context delete CONTEXT."

    static func findings(in subject: CheckSubject) -> [Finding] {
        dangling(.cluster, in: subject, consequence: ": kubectl would try localhost:8080")
    }
}
