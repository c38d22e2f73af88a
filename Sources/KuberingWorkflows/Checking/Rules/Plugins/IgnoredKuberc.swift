// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum IgnoredKuberc: MachineRule {
    static let id = "ignored-kuberc"
    static let severity = Finding.Severity.warning
    static let summary =
        "kubectl's own settings, the kuberc, cannot be read. kubectl does without them, and so without their rules for plugins."
    static let remedy = "Correct the file."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        guard let path = facts.kuberc.path, let problem = facts.kuberc.problem, !problem.isFatal else { return [] }
        return [finding(Finding.Place(file: path, position: problem.position), message: problem.message)]
    }
}
