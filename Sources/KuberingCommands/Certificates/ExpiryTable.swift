// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingWorkflows

/// When certificates end, for people.
struct ExpiryTable {
    let now: Date
    let warnBefore: TimeInterval

    /// A line for each certificate, with a bar of the time that is left.
    func text(of rows: [CertificateExpiry], on output: TextOutput) -> String {
        let showsKeys = rows.contains { $0.isExternallyManaged == true }
        var table = TextTable(
            header: ["NAME", "KIND", "AUTHORITY"] + (showsKeys ? ["KEY"] : []) + ["ENDS", "LEFT", ""])
        for row in rows {
            let state = row.state(now: now, warnBefore: warnBefore)
            let cells =
                [row.name, row.kind.rawValue, row.authority ?? ""]
                + (showsKeys ? [row.isExternallyManaged == true ? "elsewhere" : ""] : [])
                + [row.notAfter?.rfc3339 ?? "", left(row, state), bar(row)]
            let style: TextStyle? =
                switch state {
                case .valid: nil
                case .due, .missing: .yellow
                case .expired, .unreadable: .red
                }
            let columns = [cells.count - 2, cells.count - 1]
            table.append(cells, styles: style.map { style in [columns[0]: style, columns[1]: style] } ?? [:])
        }
        return table.text(on: output)
    }

    private func left(_ row: CertificateExpiry, _ state: CertificateExpiry.State) -> String {
        switch state {
        case .valid: timeLeft(row)
        case .due: timeLeft(row) + ", due"
        case .expired, .missing, .unreadable: state.rawValue
        }
    }

    private func timeLeft(_ row: CertificateExpiry) -> String {
        row.notAfter.map { KubernetesDuration.text($0.timeIntervalSince(now)) } ?? ""
    }

    /// Ten blocks, full as far as time is left; empty when the beginning is not known.
    private func bar(_ row: CertificateExpiry) -> String {
        guard let share = row.shareLeft(now: now) else { return "" }
        let full = Int((share * 10).rounded(.up))
        return String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full)
    }
}
