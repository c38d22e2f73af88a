// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum UnreadableKubeconfig: ConfigRule {
    static let id = "unreadable-kubeconfig"
    static let severity = Finding.Severity.error
    static let summary = "A kubeconfig that is there and cannot be read. kubectl then uses none of the others either."
    static let remedy = "Give yourself the right to read it, or take it out of KUBECONFIG."

    static func findings(in subject: CheckSubject) -> [Finding] { findings(of: .unreadable, in: subject) }
}
