// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum MissingKubeconfig: ConfigRule {
    static let id = "missing-kubeconfig"
    static let severity = Finding.Severity.notice
    static let summary = "A file of KUBECONFIG that does not exist, beside others that do. kubectl passes over it."
    static let remedy = "Take it out of KUBECONFIG if it is not going to come."

    static func findings(in subject: CheckSubject) -> [Finding] {
        guard subject.files.contains(where: \.exists) else { return [] }
        return subject.distinctFiles.filter { !$0.file.exists }.map { _, file in
            let target = FileSnapshot.danglingLinkTarget(file.absolutePath)
            let message = target.map { "it is a symbolic link to \(OutsideText.quoted($0)), which does not exist" }
            return finding(Finding.Place(file: file.path), message: message ?? "there is no such file")
        }
    }
}
