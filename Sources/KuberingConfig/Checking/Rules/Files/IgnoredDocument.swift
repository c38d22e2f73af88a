// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

enum IgnoredDocument: ConfigRule {
    static let id = "ignored-document"
    static let severity = Finding.Severity.warning
    static let summary = "A further YAML document, behind a line of --- or ..., which kubectl does not even look at."
    static let remedy = "Put it into a file of its own, and bring it in with: kubering merge FILE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.distinctFiles.compactMap { index, file in
            subject.config.files[index].document.furtherDocument.map { position in
                finding(
                    Finding.Place(file: file.path, position: position),
                    message: "a further YAML document begins here, and kubectl does not look at it")
            }
        }
    }
}
