// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem

enum UnreadableFile: MachineRule {
    static let id = "unreadable-file"
    static let severity = Finding.Severity.error
    static let summary =
        "A file that an entry names is missing, cannot be read, or holds no token: the CA, client certificate, client key or token file."
    static let remedy = "Correct the name, which is relative to the folder of the kubeconfig, or bring the file back."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        facts.clusters.compactMap { finding(of: $0.authority, $0.entry) }
            + facts.users.flatMap { user in
                [finding(of: user.certificate, user.entry), finding(of: user.key, user.entry), token(user.entry)]
                    .compactMap { $0 }
            }
    }

    private static func finding<Value>(of reading: Reading<Value>?, _ entry: CheckedEntry) -> Finding? {
        guard let reading, case .unreadable(let error) = reading.outcome else { return nil }
        return finding(at: entry, reading.field, message: "\(reading.field) of \(entry.title): \(error)")
    }

    /// A token beside the file would take its place.
    private static func token(_ user: CheckedEntry) -> Finding? {
        guard user.has("tokenFile"), !user.has("token") else { return nil }
        let path = user.resolved(user.text("tokenFile"))
        do throws(FileError) {
            let token = try FileSnapshot.readSecret(path, limit: 1_048_576)
            guard token.withExposedBytes({ $0.allSatisfy { $0 <= 0x20 } }) else { return nil }
            return finding(
                at: user, "tokenFile", message: "tokenFile of \(user.title): \(OutsideText.quoted(path)) is empty")
        } catch {
            return finding(at: user, "tokenFile", message: "tokenFile of \(user.title): \(error)")
        }
    }
}
