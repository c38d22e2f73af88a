// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// How findings are shown.
struct FindingReport {
    let findings: [Finding]
    /// What was mended; nil when that was not asked for.
    let fixed: [Finding]?
    /// What was given with `--kubeconfig`, which every command line that is named needs, too.
    var kubeconfig: String?

    /// A line for each finding, `file:line:column: severity: what is wrong [id]`, and below it what to do.
    func text(on output: TextOutput) -> String {
        var text = ""
        for finding in findings {
            let severity = style(finding.severity).applied(to: finding.severity.rawValue + ":", on: output)
            let id = TextStyle.dim.applied(to: "[\(finding.rule)]", on: output)
            text += "\(Self.place(finding)): \(severity) \(finding.message) \(id)\n    \(remedy(for: finding))\n"
        }
        return text
    }

    /// One line that says how many there are.
    func summary(_ location: KubeconfigLocation) -> String {
        let files = location.paths.count == 1 ? "1 file" : "\(location.paths.count) files"
        guard !findings.isEmpty else { return "Nothing found in \(files)." }
        let counts = Finding.Severity.allCases.compactMap { severity -> String? in
            let count = self.count(severity)
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let fixable = findings.count { $0.fix != nil }
        let advice = fixable == 0 || fixed != nil ? "" : "; \(fixable) can be fixed with: kubering check --fix\(option)"
        return counts.joined(separator: ", ") + " in \(files)" + (advice.isEmpty ? "." : advice)
    }

    /// The document of JSON output.
    var json: JSONValue {
        .object(present: [
            "findings": .array(findings.map(json)),
            "fixed": fixed.map { .array($0.map(json)) },
            "summary": .object(
                Finding.Severity.allCases.map { .init($0.rawValue + "s", .integer(count($0))) } + [
                    .init("fixable", .integer(findings.count { $0.fix != nil }))
                ]),
        ])
    }

    private func json(_ finding: Finding) -> JSONValue {
        .object(present: [
            "id": .string(finding.rule), "severity": .string(finding.severity.rawValue),
            "file": finding.place.file.map(JSONValue.string),
            "line": finding.place.position.map { .integer($0.line) },
            "column": finding.place.position.map { .integer($0.column) },
            "kind": finding.place.entry.map { .string($0.kind.rawValue) },
            "name": finding.place.entry.map { .string($0.name) }, "message": .string(finding.message),
            "remedy": .string(remedy(for: finding)), "fixable": .bool(finding.fix != nil),
        ])
    }

    private var option: String { kubeconfig.map { " --kubeconfig " + ShellQuoting.quoted($0) } ?? "" }

    private func remedy(for finding: Finding) -> String {
        kubeconfig.map { finding.withRemedy(in: $0) }?.remedy ?? finding.remedy
    }

    private static func place(_ finding: Finding) -> String {
        let file = finding.place.file.map(OutsideText.escaped) ?? "KUBECONFIG"
        return file + (finding.place.position.map { ":\($0.line):\($0.column)" } ?? "")
    }

    private func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }

    private func style(_ severity: Finding.Severity) -> TextStyle {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .notice: .bold
        }
    }
}
