// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

enum RepeatedElement: ConfigRule {
    static let id = "repeated-element"
    static let severity = Finding.Severity.warning
    static let summary =
        "A file that KUBECONFIG names twice. When it is spelled in two ways, kubectl waits for its own lock and cannot write."
    static let remedy = "Name each file once."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let location = subject.config.location
        var (spelled, seen): ([String: String], [FileIdentity: String]) = ([:], [:])
        return location.elements.filter { !$0.isEmpty }.compactMap { element in
            let path = location.absolute(element)
            let earlier = spelled.updateValue(element, forKey: LexicalPath.cleaned(path))
            let linked = FileIdentity(path).flatMap { seen.updateValue(element, forKey: $0) }
            guard let first = earlier ?? linked else { return nil }
            let also = first == element ? "" : ", the first time as \(OutsideText.quoted(first))"
            return finding(Finding.Place(file: element), message: "the list of files names it twice\(also)")
        }
    }
}
