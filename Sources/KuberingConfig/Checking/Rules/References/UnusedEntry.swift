// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension CheckRule {
    /// A finding for each cluster or user that counts and that no context of any file names.
    static func unused(_ kind: EntryKind, in subject: CheckSubject) -> [Finding] {
        // A file that cannot be read may use it.
        guard subject.isComplete else { return [] }
        let used = Set(subject.all(.context).map { ExactName($0.text(kind.rawValue)) })
        return subject.all(kind).filter { !$0.isShadowed && !$0.name.isEmpty && !used.contains(ExactName($0.name)) }
            .map { finding(at: $0, message: "no context uses \($0.title)") }
    }
}
