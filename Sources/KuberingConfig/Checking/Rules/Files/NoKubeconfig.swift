// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum NoKubeconfig: ConfigRule {
    static let id = "no-kubeconfig"
    static let severity = Finding.Severity.error
    static let summary = "There is no kubeconfig at all: none of the files exists."
    static let remedy = "Make one, or name another file with KUBECONFIG or --kubeconfig."

    static func findings(in subject: CheckSubject) -> [Finding] {
        guard subject.files.allSatisfy({ !$0.exists }) else { return [] }
        let place = Finding.Place(file: subject.files.count == 1 ? subject.files.first?.path : nil)
        guard !subject.files.isEmpty else { return [finding(place, message: "KUBECONFIG names no file")] }
        let isOne = subject.files.count == 1
        return [finding(place, message: isOne ? "there is no such file" : "none of the files exists")]
    }
}
