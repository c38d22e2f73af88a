// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
import KuberingSystem

enum CredentialForAnotherServer: MachineRule {
    static let id = "credential-for-another-server"
    static let severity = Finding.Severity.error
    static let summary =
        "A stored credential that is used with another server than the one it is for, which it is not given out for."
    static let remedy = "If the cluster has really got that address: kubering credential rebind USER."

    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        let stored = StoredCredentials.all(in: subject).filter { !$0.entry.isShadowed }
        guard !stored.isEmpty else { return [] }
        let contexts = Dictionary(grouping: subject.all(.context).filter { !$0.isShadowed }) {
            ExactName($0.text("user"))
        }
        let clusters = Dictionary(
            subject.all(.cluster).map { (ExactName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        return stored.compactMap { user in
            guard let bound = user.facts.server else { return nil }
            let servers = contexts[ExactName(user.entry.name), default: []]
                .compactMap { clusters[ExactName($0.text("cluster"))] }
                .map { $0.text("server") }
            guard let other = servers.first(where: { !$0.isEmpty && !CredentialBinding.sameServer(bound, $0) }) else {
                return nil
            }
            return finding(
                at: user.entry, "exec",
                message:
                    "the credential of \(user.entry.title) is for \(OutsideText.quoted(URLRedaction.redacted(bound))) only, "
                    + "and a context uses it with \(OutsideText.quoted(URLRedaction.redacted(other)))",
                remedy: remedy(for: user.entry, in: subject))
        }
    }

    /// A credential that is used with several clusters cannot be bound to all of them.
    private static func remedy(for user: CheckedEntry, in subject: CheckSubject) -> String {
        guard (try? UserCluster.only(of: user.place, in: subject.config)) == nil else {
            return "if the cluster has really got that address: kubering credential rebind "
                + ShellQuoting.quoted(user.name)
        }
        return "give that context another user with: kubering context set CONTEXT --user USER"
    }
}
