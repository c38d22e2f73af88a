// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingTestSupport
import Testing

/// The rule about tokens that have ended, in November 2026.
@Suite struct TokenRuleTests {
    /// JSON Web Tokens that end in September, and in January 2027.
    static let ended = "e30.eyJleHAiOjE3OTAwMDAwMDB9.c2ln"
    static let valid = "e30.eyJleHAiOjE3OTkwMDAwMDB9.c2ln"

    private func stored(_ kind: String, _ end: String) -> String {
        """
        exec: {command: kubering, args: [credential, get, "5f"]}, \
        extensions: [{name: kubering/credential, extension: {id: "5f", kind: \(kind), store: vault, notAfter: "\(end)"}}]
        """
    }

    @Test func endedTokensAreFoundWhereverTheyRest() throws {
        let cases = [
            ("token: \(Self.ended)", ["1:34: error: the token of user \"u\" ended on 2026-09-21T14:13:20Z"]),
            ("token: \(Self.valid)", []), ("token: secret", []), ("token: a.b.c", []),
            // kubectl reads the file then, and somebody else writes it.
            ("token: \(Self.ended), tokenFile: /nonexistent", []),
            (
                stored("token", "2026-01-02T03:04:05Z"),
                ["1:33: error: the token of user \"u\" ended on 2026-01-02T03:04:05Z"]
            ),
            (stored("token", "2027-01-02T03:04:05Z"), []), (stored("token", "sometime"), []),
            (stored("client-certificate", "2026-01-02T03:04:05Z"), []),
        ]
        for (user, expected) in cases {
            let kubeconfig = "{users: [{name: u, user: {\(user)}}]}\n"
            #expect(try RuleCase.findings("expired-token", in: kubeconfig) == expected, "\(user)")
        }
    }

    @Test func statusAndListKnowTheEndAsWell() throws {
        let kubeconfig = """
            current-context: a
            clusters: [{name: c, cluster: {server: "https://c"}}]
            contexts: [{name: a, context: {cluster: c, user: u}}]
            users: [{name: u, user: {token: \(Self.ended)}}]

            """
        let status = try FakeWorld.run(["status"], kubeconfig: kubeconfig)
        #expect(status.output.contains("ends       2026-09-21T14:13:20Z\n"))
        #expect(status.errors.contains("warning: the token has ended\n"))
        #expect(!status.output.contains("eyJ") && !status.errors.contains("eyJ"))
        #expect(try FakeWorld.run(["list", "users"], kubeconfig: kubeconfig).output.contains("2026-09-21"))
        #expect(try FakeWorld.run(["prompt", "--format", "{ends}"], kubeconfig: kubeconfig).output == "ended\n")
    }
}
