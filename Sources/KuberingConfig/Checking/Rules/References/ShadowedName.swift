// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum ShadowedName: ConfigRule {
    static let id = "shadowed-name"
    static let severity = Finding.Severity.warning
    static let summary = "An entry that never counts, because an earlier file of KUBECONFIG has one of the same name."
    static let remedy = "Rename or delete it, naming its file with --kubeconfig."

    static func findings(in subject: CheckSubject) -> [Finding] {
        EntryKind.allCases.flatMap { kind in
            subject.all(kind).filter(\.isShadowed).compactMap { entry in
                guard let origin = subject.config.origin(kind, named: entry.name) else { return nil }
                let first = OutsideText.escaped(subject.config.path(of: origin))
                return finding(
                    at: entry, message: "\(entry.title) never counts, because \(first) has one, too",
                    remedy: "rename or delete it, with --kubeconfig \(ShellQuoting.quoted(entry.path))")
            }
        }
    }
}
