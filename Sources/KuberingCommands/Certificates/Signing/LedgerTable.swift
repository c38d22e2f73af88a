// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingSystem
import KuberingWorkflows
import KuberingYAML

/// The certificates that were signed here.
struct LedgerTable {
    let now: Date

    /// Prints them in the order in which they were signed.
    ///
    /// - Throws: `ExitCode` where nobody knows what was signed; `FileError`.
    func print(_ ledger: IssuedLedger, as format: OutputFormat, _ world: World) throws {
        let contents = try ledger.contents()
        write(contents.entries, as: format, world)
        for line in contents.damagedLines {
            world.warn(
                "line \(line) of \(OutsideText.quoted(ledger.path)) cannot be read: what was signed there is not listed"
            )
        }
        if !contents.damagedLines.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func write(_ entries: [IssuedLedger.Entry], as format: OutputFormat, _ world: World) {
        switch format {
        case .name: world.output.write(entries.map { OutsideText.escaped($0["serialNumber"]) + "\n" }.joined())
        case .json, .yaml:
            let document = JSONValue.object([.init("certificates", .array(entries.map(\.json)))])
            world.print(document, as: format == .yaml ? .yaml : .json)
        case .text:
            var table = TextTable(header: [
                "SIGNED", "USER", "GROUPS", "PROFILE", "AUTHORITY", "ENDS", "LEFT", "SERIAL", "REQUEST",
            ])
            for entry in entries {
                table.append([
                    entry["signed"], entry["user"], entry.groups.joined(separator: ","), entry["profile"],
                    entry["authority"], entry["notAfter"], left(entry), entry["serialNumber"],
                    // Enough to find the request by what certificate show says of it.
                    String(entry["requestSHA256"].prefix(16)),
                ])
            }
            world.output.write(table.text)
        }
    }

    private func left(_ entry: IssuedLedger.Entry) -> String {
        guard let end = entry.notAfter else { return "" }
        return end < now ? "expired" : KubernetesDuration.text(end.timeIntervalSince(now))
    }
}
