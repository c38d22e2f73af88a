// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension CheckRule {
    /// A finding for each context that names a cluster or user that is in no file.
    static func dangling(_ kind: EntryKind, in subject: CheckSubject, consequence: String) -> [Finding] {
        // A file that cannot be read may have it.
        guard subject.isComplete else { return [] }
        let names = Set(subject.all(kind).map { ExactName($0.name) })
        let dangling = subject.all(.context).filter {
            $0.has(kind.rawValue) && !names.contains(ExactName($0.text(kind.rawValue)))
        }
        return dangling.enumerated().map { index, context in
            let name = context.text(kind.rawValue)
            // Looking for near names takes long with many, and so many are no slips of the finger.
            let near = index < 10 ? Suggestions.near(name, in: names.map(\.text)).first : nil
            return finding(
                at: context, kind.rawValue,
                message:
                    "\(context.title) names the \(kind.rawValue) \(OutsideText.quoted(name)), which does not exist\(consequence)",
                remedy: near.map { "correct the name (perhaps to \(OutsideText.quoted($0))) or delete the context" })
        }
    }
}
