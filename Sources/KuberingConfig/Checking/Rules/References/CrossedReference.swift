// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum CrossedReference: ConfigRule {
    static let id = "crossed-reference"
    static let severity = Finding.Severity.error
    static let summary =
        "A context that gets the cluster or user of another file, because that comes first and has another one of the same name. A credential may go to the wrong server."
    static let remedy = "Rename the cluster or user in one of the files."

    static func findings(in subject: CheckSubject) -> [Finding] {
        guard subject.files.count > 1 else { return [] }
        return [EntryKind.cluster, .user].flatMap { kind in
            subject.all(.context).filter { !$0.isShadowed }.compactMap { context in
                let name = context.text(kind.rawValue)
                guard let own = subject.config.files[context.place.file].entry(kind, named: name),
                    let first = subject.config.origin(kind, named: name), first.file != context.place.file,
                    !haveSameContent(own, first.entry, kind)
                else { return nil }
                let path = subject.config.path(of: first)
                return finding(
                    at: context, kind.rawValue,
                    message: "\(context.title) gets the \(kind.rawValue) \(OutsideText.quoted(name)) of "
                        + "\(OutsideText.escaped(path)), not the one beside it",
                    remedy: "rename one of them, for instance with: kubering \(kind.rawValue) rename --kubeconfig "
                        + "\(ShellQuoting.quoted(context.path)) \(ShellQuoting.quoted(name)) NEW")
            }
        }
    }

    private static func haveSameContent(
        _ left: KubeconfigFile.Entry, _ right: KubeconfigFile.Entry, _ kind: EntryKind
    ) -> Bool {
        // What has no JSON form is taken for different.
        guard let left = try? left.item[kind.contentKey]?.jsonValue().withSortedMembers,
            let right = try? right.item[kind.contentKey]?.jsonValue().withSortedMembers
        else { return false }
        return left == right
    }
}
