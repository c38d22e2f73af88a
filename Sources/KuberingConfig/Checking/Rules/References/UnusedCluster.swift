// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum UnusedCluster: ConfigRule {
    static let id = "unused-cluster"
    static let severity = Finding.Severity.notice
    static let summary = "A cluster that no context uses."
    static let remedy = "Delete it with: kubering cluster delete CLUSTER."

    static func findings(in subject: CheckSubject) -> [Finding] { unused(.cluster, in: subject) }
}
