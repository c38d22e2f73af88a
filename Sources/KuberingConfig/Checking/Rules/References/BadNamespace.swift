// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum BadNamespace: ConfigRule {
    static let id = "bad-namespace"
    static let severity = Finding.Severity.error
    static let summary = "A context with a namespace that no cluster can have."
    static let remedy = "Choose another one with: kubering context set CONTEXT --namespace NAMESPACE."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.all(.context, with: "namespace").filter { $0.has("namespace") }.compactMap { context in
            let name = context.text("namespace")
            guard !NamespaceName.isValid(name) else { return nil }
            return finding(
                at: context, "namespace",
                message: "\(context.title) has the namespace \(OutsideText.quoted(name)), which cannot exist: "
                    + "up to 63 lower-case letters, digits and dashes, with a letter or digit at both ends")
        }
    }
}
