// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingConfig
import KuberingSecrets
import KuberingSystem

enum ExpiredToken: MachineRule {
    static let id = "expired-token"
    static let severity = Finding.Severity.error
    static let summary =
        "A token that has ended, as far as tokens say when they do, be it in the kubeconfig or in a store."
    static let remedy = "Get a new one, and put it in its place with: kubering user set USER --token-stdin."

    /// Files of tokens are not looked at: whoever writes them writes the next one, too.
    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding] {
        let written = subject.all(.user, with: "token").filter { !$0.has("tokenFile") }
            .map { ($0, "token", $0.secret("token").flatMap { TokenLifetime(of: $0).end }) }
        let stored = StoredCredentials.all(in: subject)
            .filter { $0.facts.kind == StoredCredential.Kind.token.rawValue && !$0.entry.has("token") }
            .map { ($0.entry, "exec", $0.facts.notAfter.flatMap { Date(rfc3339: $0) }) }
        return (written + stored).compactMap { user, field, end in
            guard let end, end < facts.now else { return nil }
            return finding(at: user, field, message: "the token of \(user.title) ended on \(end.rfc3339)")
        }
    }
}
