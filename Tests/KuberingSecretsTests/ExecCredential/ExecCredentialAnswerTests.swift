// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import Testing

import struct FoundationEssentials.Date

@Suite struct ExecCredentialAnswerTests {
    private func answer(
        _ credential: StoredCredential, _ version: ExecCredentialRequest.Version = .v1,
        now: Date = StoredCredential.sampleCreation
    ) throws -> String {
        try ExecCredentialAnswer.text(
            for: credential, id: .sample(), request: ExecCredentialRequest(version: version, cluster: nil), now: now
        ).exposedText
    }

    @Test func aCertificateAndItsKeyAreAnswered() throws {
        #expect(
            try answer(.certificate) == #"""
                {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",\#
                "status":{"expirationTimestamp":"2027-11-23T08:59:00Z",\#
                "clientCertificateData":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",\#
                "clientKeyData":"-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n"}}

                """#)
    }

    @Test(arguments: [
        ("abc", "abc"), ("abc\n", "abc"), ("abc\r\n\n", "abc"), ("\n", ""), ("", ""), ("a\nb", #"a\nb"#),
        ("a\"\\\t\u{1}\u{7F}é", #"a\"\\\t\u0001"# + "\u{7F}é"),
    ])
    func aTokenIsAnsweredInJSON(stored: String, sent: String) throws {
        #expect(
            try answer(.token(stored), .v1beta1) == #"""
                {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"\#(sent)"}}

                """#)
    }

    /// kubectl would ask again for every request after an end in the past, so that it is told none.
    @Test(arguments: [(-3600.0, true), (-61, true), (-60, false), (-59, false), (0, false), (3600, false)])
    func expiry(secondsFromEnd: Double, isTold: Bool) throws {
        let end = try #require(StoredCredential.certificate.notAfter)
        let text = try answer(.certificate, now: end.addingTimeInterval(secondsFromEnd))
        #expect(text.contains("\"expirationTimestamp\":\"2027-11-23T08:59:00Z\",") == isTold)
        #expect(text.contains("expirationTimestamp") == isTold)
    }

    @Test func passwordsAreNotForKubectl() {
        let credential = StoredCredential(
            content: .basic(username: "jane", password: SecretBytes(utf8: "SECRET")), binding: .sample, label: "x",
            notAfter: nil, created: StoredCredential.sampleCreation)
        let error = #expect(throws: SecretsError.self) { try answer(credential) }
        #expect(error?.code == .credentialNotForKubectl)
    }
}
