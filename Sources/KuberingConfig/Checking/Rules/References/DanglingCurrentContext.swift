// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum DanglingCurrentContext: ConfigRule {
    static let id = "dangling-current-context"
    static let severity = Finding.Severity.error
    static let summary =
        "A current-context that does not exist. Every command of kubectl fails until another is chosen."
    static let remedy = "Choose another one with: kubering use CONTEXT."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let config = subject.config
        let name = config.currentContext
        guard subject.isComplete, !name.isEmpty, config.origin(.context, named: name) == nil,
            let file = config.files.first(where: { !$0.currentContext.isEmpty })
        else { return [] }
        let place = Finding.Place(file: file.path, position: file.document.root?["current-context"]?.position)
        return [finding(place, message: "current-context is \(OutsideText.quoted(name)), and there is no such context")]
    }
}
