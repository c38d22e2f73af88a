// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

enum UnquotedValue: ConfigRule {
    static let id = "unquoted-value"
    static let severity = Finding.Severity.error
    static let summary =
        "A name or other string that YAML 1.1 takes for a boolean or a number, such as name: y or token: 123."
    static let remedy = "Put it in quotes."

    static func findings(in subject: CheckSubject) -> [Finding] {
        subject.distinctFiles.flatMap { _, file -> [Finding] in
            let problems = file.problems.filter { $0.kind == .unquoted }
            guard !problems.isEmpty else { return [] }
            // Half a remedy would leave the file as unusable as it is.
            let fix: Finding.Fix? = MissingQuotes.canBeSet(in: file) ? .quotes(path: file.absolutePath) : nil
            return problems.map {
                finding(Finding.Place(file: file.path, position: $0.position), message: $0.message, fix: fix)
            }
        }
    }
}
