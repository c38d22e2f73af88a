// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

enum BadKuberc: MachineRule {
    static let id = "bad-kuberc"
    static let severity = Finding.Severity.error
    static let summary = "kubectl's own settings, the kuberc, cannot be used: every command of kubectl fails."
    static let remedy = "Correct the file, or do without it with: export KUBERC=off."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        guard let path = facts.kuberc.path, let problem = facts.kuberc.problem, problem.isFatal else { return [] }
        return [finding(Finding.Place(file: path, position: problem.position), message: problem.message)]
    }
}
