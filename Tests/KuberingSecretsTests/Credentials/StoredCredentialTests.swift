// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import Testing

import struct FoundationEssentials.Date

@Suite struct StoredCredentialTests {
    let id = CredentialID.sample()

    @Test func certificateText() throws {
        #expect(
            try StoredCredential.certificate.encoded(id: id).exposedText == """
                {"version":1,"id":"abababababababababababababab0001","kind":"client-certificate","label":"jane@prod",\
                "server":"https://10.0.0.1:6443","caFingerprint":"ab12","created":"2026-11-23T09:00:00Z",\
                "notAfter":"2027-11-23T09:00:00Z",\
                "certificate":"-----BEGIN CERTIFICATE-----%0AMIIB%0A-----END CERTIFICATE-----%0A",\
                "key":"-----BEGIN PRIVATE KEY-----%0AMC4C%0A-----END PRIVATE KEY-----%0A"}
                """)
    }

    @Test func passwordText() throws {
        let credential = StoredCredential(
            content: .basic(username: "a\"b", password: SecretBytes(utf8: "50%\\\u{7}é\u{0}")),
            binding: CredentialBinding(
                server: "https://h", caFingerprint: nil, tlsServerName: "name", skipsVerification: true),
            label: "", notAfter: nil, created: Date(timeIntervalSince1970: 0.9))
        let text = try credential.encoded(id: id)
        #expect(
            text.exposedText == """
                {"version":1,"id":"abababababababababababababab0001","kind":"basic","label":"","server":"https://h",\
                "tlsServerName":"name","skipsVerification":true,"created":"1970-01-01T00:00:00Z",\
                "username":"a%22b","password":"50%25%5C%07é%00"}
                """)
        let back = try StoredCredential(decoding: text, id: id)
        #expect(back.binding == credential.binding)
        #expect(back.created == Date(timeIntervalSince1970: 0))
        guard case .basic(let username, let password) = back.content else {
            Issue.record("the kind changed")
            return
        }
        #expect(username == "a\"b")
        #expect(password.exposedText == "50%\\\u{7}é\u{0}")
    }

    @Test(arguments: [
        ("", "{\"token\":\"SECRET\"}", "credential-malformed", "it has no version"),
        ("", "not JSON, but SECRET", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("", "", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("}", "}x", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("\"version\":1", "\"version\":2", "credential-too-new", "2"),
        ("\"version\":1", "\"version\":99999999999999999999", "credential-too-new", "99999999999999999999"),
        ("\"version\":1", "\"version\":\"1\"", "credential-malformed", "it has no version"),
        ("0001\"", "0002\"", "credential-id-differs", nil),
        ("\"token\",", "\"pass\u{1B}port\",", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("\"token\",", "\"pass%1Bport\",", "credential-malformed", "its kind \"pass\\u{1B}port\" is not known"),
        ("\"kind\":\"token\",", "", "credential-malformed", "it has no kind"),
        ("\"token\":\"SECRET\"", "\"token\":true", "credential-malformed", "its token is not what it should be"),
        (",\"token\":\"SECRET\"", "", "credential-malformed", "it has no token"),
        ("SECRET\"", "SECRET\\n\"", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("SECRET\"", "SECRET%G0\"", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("SECRET\"", "SECRET%0\"", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("SECRET\"", "SECRET\",\"token\":\"\"", "credential-malformed", "it is not the JSON text that kubering writes"),
        ("\"server\":\"https://10.0.0.1:6443\",", "", "credential-malformed", "it has no server"),
        ("T09:00:00Z", "T09:00:00", "credential-malformed", "its created is not what it should be"),
        ("2026-11-23", "2026-02-30", "credential-malformed", "its created is not what it should be"),
    ])
    func refusesWhatItDidNotWrite(replaced: String, by new: String, code: String, detail: String?) throws {
        var text = try StoredCredential.token("SECRET").encoded(id: id).exposedText
        if replaced.isEmpty { text = new } else { text.replace(replaced, with: new) }
        let error = #expect(throws: SecretsError.self) {
            try StoredCredential(decoding: SecretBytes(utf8: text), id: id)
        }
        #expect(error?.code.rawValue == code)
        #expect(error?.detail == detail)
        #expect(error?.exitStatus == .failed)
        #expect(error?.description.contains("SECRET") == false)
    }

    @Test func readsMembersItDoesNotKnowAndBlanks() throws {
        var text = try StoredCredential.token("SECRET").encoded(id: id).exposedText
        text.replace("{", with: " {\n\t\"later\" : null , \"more\":false,\"count\":12,\"name\":\"x\",")
        let back = try StoredCredential(decoding: SecretBytes(utf8: text + "\r\n "), id: id)
        #expect(try back.encoded(id: id).exposedText == StoredCredential.token("SECRET").encoded(id: id).exposedText)
    }

    @Test func refusesSecretsThatAreNotText() {
        let credential = StoredCredential(
            content: .token(SecretBytes([0x61, 0xFF])), binding: .sample, label: "x", notAfter: nil,
            created: StoredCredential.sampleCreation)
        let error = #expect(throws: SecretsError.self) { try credential.encoded(id: id) }
        #expect(error?.code == .credentialNotText)
    }

    @Test func refusesWhatIsTooLarge() {
        let error = #expect(throws: SecretsError.self) {
            try StoredCredential.token(String(repeating: "x", count: 4 << 20)).encoded(id: id)
        }
        #expect(error?.code == .credentialTooLarge)
    }
}
