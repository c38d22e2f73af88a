// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum PathAndData: ConfigRule {
    static let id = "path-and-data"
    static let severity = Finding.Severity.error
    static let summary =
        "A certificate or key given as a file and as data, which kubectl refuses. The fix removes the file's name where both hold the same."
    static let remedy = "Remove one of the two fields."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let fields: [(EntryKind, String)] = [
            (.cluster, "certificate-authority"), (.user, "client-certificate"), (.user, "client-key"),
        ]
        return fields.flatMap { kind, name in
            subject.all(kind, with: name).filter { $0.has(name) && $0.has(name + "-data") }.map { entry in
                finding(
                    at: entry, name,
                    message: "\(entry.title) has both \(name) and \(name)-data, and kubectl refuses both together",
                    changes: holdTheSame(entry, name) ? [.unset([.key(name)])] : [])
            }
        }
    }

    private static func holdTheSame(_ entry: CheckedEntry, _ name: String) -> Bool {
        // A file that cannot be read is not known to hold the same.
        let file = try? FileSnapshot.readSecret(entry.resolved(entry.text(name)), limit: 1_048_576)
        guard let file, let data = entry.secretData(name + "-data") else { return false }
        return file.hasSameBytes(as: data)
    }
}
