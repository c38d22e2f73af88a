// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Rules about certificates and keys, at a moment in November 2026.
@Suite struct CertificateRuleTests {
    /// A kubeconfig with one context, and the findings about it apart from its secret in plain text.
    private func findings(
        ca: [String] = ["ca.crt"], certificate: [String] = ["jane.crt"], key: String = "jane.key",
        _ arguments: [String] = []
    ) throws -> [String] {
        let made = try CheckedCertificates.shared()
        func data(_ names: [String]) -> String {
            names.count == 1 ? made.base64(names[0]) : made.base64(names[0], names[1])
        }
        let folder = try CheckFolder([
            "config": """
            clusters: [{name: c, cluster: {server: "https://x", certificate-authority-data: \(data(ca))}}]
            contexts: [{name: a, context: {cluster: c, user: u}}, {name: b, context: {cluster: c, user: u}}]
            users:
            - name: u
              user:
                client-certificate-data: \(data(certificate))
                client-key-data: \(made.base64(key))

            """
        ])
        let result = try folder.check(
            arguments + ["--kubeconfig", "config", "--ignore", "plain-text-secret"], ["PATH": ""])
        #expect(!result.output.contains("hush"))
        return result.output.split(separator: "\n").filter { !$0.hasPrefix("    ") }.map {
            String($0.dropFirst("config:".count))
        }
    }

    @Test func aHealthyUserIsFine() throws { #expect(try findings() == []) }

    @Test func eachFaultOfAUserIsFound() throws {
        let cases: [(certificate: String, key: String, found: [String])] = [
            (
                "ended.crt", "ended.key",
                [
                    "6:30: error: the certificate of user \"u\" ended on 2026-06-01T00:00:00Z [expired-client-certificate]"
                ]
            ),
            (
                "ending.crt", "ending.key",
                [
                    "6:30: warning: the certificate of user \"u\" ends soon, on 2026-12-01T00:00:00Z [expiring-client-certificate]"
                ]
            ),
            (
                "early.crt", "early.key",
                [
                    "6:30: error: the certificate of user \"u\" is not valid before 2030-01-01T00:00:00Z [early-client-certificate]"
                ]
            ),
            (
                "jane.crt", "ended.key",
                ["7:22: error: the key of user \"u\" does not belong to its certificate [key-mismatch]"]
            ),
            (
                "serving.crt", "serving.key",
                [
                    "6:30: error: user \"u\": the certificate is a server certificate: its extended key usage is serverAuth, not "
                        + "clientAuth [unsuitable-client-certificate]"
                ]
            ),
            (
                "nobody.crt", "nobody.key",
                [
                    "6:30: error: user \"u\": the certificate has no common name, so the API server takes its owner for nobody "
                        + "[unsuitable-client-certificate]"
                ]
            ),
            (
                "weak.crt", "weak.key",
                [
                    "6:30: warning: user \"u\": the certificate's key is weak: RSA 1024, less than 2048 bits "
                        + "[weak-client-certificate]"
                ]
            ),
            (
                "stranger.crt", "stranger.key",
                [
                    "6:30: notice: user \"u\" with cluster \"c\": the certificate is signed by \"CN=other\", which is not a CA of "
                        + "the cluster; the cluster's CA is \"CN=kubernetes\" [foreign-certificate]"
                ]
            ),
            (
                "jane.der", "jane.key",
                [
                    "6:30: error: user \"u\": \"client-certificate-data\" holds DER, and kubectl reads PEM only [unusable-certificate]"
                ]
            ),
            (
                "jane.key", "jane.key",
                [
                    "6:30: error: user \"u\": \"client-certificate-data\" holds a private key where a certificate is expected "
                        + "[unusable-certificate]"
                ]
            ),
            (
                "jane.crt", "jane-key.der",
                ["7:22: error: user \"u\": \"client-key-data\" holds DER, and kubectl reads PEM only [unusable-key]"]
            ),
            (
                "jane.crt", "locked.key",
                [
                    "7:22: error: user \"u\": \"client-key-data\" holds an encrypted key, and kubectl cannot open it [unusable-key]"
                ]
            ),
            (
                "jane.crt", "jane.crt",
                [
                    "7:22: error: user \"u\": \"client-key-data\" (line 1) holds a certificate where a private key is expected [unusable-key]"
                ]
            ),
        ]
        for (certificate, key, found) in cases {
            #expect(try findings(certificate: [certificate], key: key) == found, "\(certificate) \(key)")
        }
    }

    @Test func eachFaultOfAnAuthorityIsFound() throws {
        #expect(
            try findings(ca: ["anew.crt"]) == [
                "6:30: warning: user \"u\" with cluster \"c\": the certificate was not signed with the key of the CA "
                    + "\"CN=kubernetes\", only under the same name; was the cluster set up anew? [broken-chain]"
            ])
        #expect(
            try findings(ca: ["ended-ca.crt"], ["--rule", "expired-authority"]) == [
                "1:81: error: the CA of cluster \"c\" ended on 2025-01-01T00:00:00Z [expired-authority]"
            ])
        // One that has ended does no harm beside one that has not.
        #expect(try findings(ca: ["ended-ca.crt", "ca.crt"]) == [])
        #expect(
            try findings(["--warn-before", "520w"]) == [
                "1:81: warning: the CA of cluster \"c\" ends soon, on 2036-01-01T00:00:00Z [expiring-authority]",
                "6:30: warning: the certificate of user \"u\" ends soon, on 2036-01-01T00:00:00Z [expiring-client-certificate]",
            ])
        #expect(
            try findings(ca: ["jane.key"]) == [
                "1:81: error: cluster \"c\": \"certificate-authority-data\" holds a private key where a certificate is expected "
                    + "[unusable-authority]"
            ])
    }

    @Test func aChainOfItsOwnIsNoMistake() throws {
        // k3s signs users with another CA than servers, and puts that one behind the user's certificate.
        #expect(try findings(certificate: ["stranger.crt", "other.crt"], key: "stranger.key") == [])
        #expect(
            try findings(certificate: ["ca.crt", "jane.crt"], ["--rule", "key-mismatch"]) == [
                "7:22: error: the key of user \"u\" belongs to a later certificate of client-certificate-data, not to the first "
                    + "[key-mismatch]"
            ])
    }

    @Test func filesThatAreNamed() throws {
        let made = try CheckedCertificates.shared()
        let folder = try CheckFolder([
            "config": """
            clusters: [{name: c, cluster: {server: "https://x", certificate-authority: ca.crt}}]
            contexts: [{name: a, context: {cluster: c, user: u}}, {name: b, context: {cluster: c, user: t}}]
            users:
            - {name: u, user: {client-certificate: pki/jane.crt, client-key: ./pki/../pki/jane.key}}
            - {name: t, user: {tokenFile: token}}

            """,
            "ca.crt": made.text("ca.crt"), "token": "hush\n",
        ])
        try Directory.create(folder.path + "/pki", mode: 0o700)
        try folder.folder.write(made.text("jane.crt"), to: "pki/jane.crt", mode: 0o644)
        try folder.folder.write(made.text("jane.key"), to: "pki/jane.key")
        #expect(try folder.check(["--kubeconfig", "config"]) == CommandResult(errors: "Nothing found in 1 file.\n"))

        try folder.folder.write(made.text("jane.key"), to: "pki/jane.key", mode: 0o644)
        try folder.folder.write("\n", to: "token")
        try folder.folder.write("", to: "ca.crt")
        let result = try folder.check(["--kubeconfig", "config"])
        #expect(
            result.output == """
                config:1:76: error: cluster "c": "~/ca.crt" is empty; expected a certificate in PEM form (-----BEGIN CERTIFICATE-----) [unusable-authority]
                    give the right file with: kubering cluster set c --certificate-authority FILE --kubeconfig config
                config:4:66: warning: others may read or change "~/pki/jane.key", the client-key of user "u" (mode 0644) [loose-key-mode]
                    take the rights of others away with: chmod 600 ~/pki/jane.key
                config:5:31: error: tokenFile of user "t": "~/token" is empty [unreadable-file]
                    correct the name, which is relative to the folder of the kubeconfig, or bring the file back

                """)
        _ = try folder.check(["--kubeconfig", "config", "--fix"])
        #expect(folder.mode("pki/jane.key") == 0o600)
        let gone = try CheckFolder(["config": try folder.text("config")])
        #expect(
            try gone.check(["--kubeconfig", "config", "--rule", "unreadable-file"]).errors == "4 errors in 1 file.\n")
    }

    @Test func whatKuberingStoresIsJudgedByItsPublicFacts() throws {
        func output(_ end: String, _ kind: String = "client-certificate") throws -> String {
            let folder = try CheckFolder([
                "config": """
                users:
                - name: u
                  user:
                    exec: {command: /usr/bin/kubering}
                    extensions:
                    - name: kubering/credential
                      extension: {id: x, store: secret-service, kind: \(kind), notAfter: "\(end)"}

                """
            ])
            return try folder.check([
                "--kubeconfig", "config", "--rule", "expired-client-certificate", "--rule",
                "expiring-client-certificate",
            ]).output
        }
        #expect(
            try output("2026-11-01T00:00:00Z").hasPrefix(
                "config:4:11: error: the certificate of user \"u\" ended on 2026-11-01T00:00:00Z [expired-client-certificate]"
            ))
        #expect(try output("2026-11-20T00:00:00Z").contains("[expiring-client-certificate]"))
        #expect(try output("2027-11-20T00:00:00Z") == "")
        #expect(try output("soon") == "")
        #expect(try output("2026-11-01T00:00:00Z", "token") == "")
    }
}
