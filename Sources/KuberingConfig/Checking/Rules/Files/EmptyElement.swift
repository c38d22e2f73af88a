// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum EmptyElement: ConfigRule {
    static let id = "empty-element"
    static let severity = Finding.Severity.warning
    static let summary =
        "An empty element of KUBECONFIG. kubectl passes over it when it reads, and fails when it writes."
    static let remedy = "Remove the colon that is too much."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let count = subject.config.location.elements.count(where: \.isEmpty)
        guard count > 0 else { return [] }
        let what = count == 1 ? "an empty element" : "\(count) empty elements"
        return [finding(Finding.Place(file: nil), message: "the list of files has \(what)")]
    }
}
