// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

@testable import KuberingCertificates

/// What is taken for a request, and what is put into one.
@Suite struct RequestReadingTests {
    static let key = "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n"

    /// Other blocks are named by their labels; what is in them is not decoded.
    @Test(arguments: [
        (key, "\"f\" (line 1) holds a private key where a certificate request is expected"),
        (
            "\n" + key.replacing("PRIVATE KEY", with: "CERTIFICATE"),
            "\"f\" (line 2) holds a certificate where a certificate request is expected"
        ),
        (
            key.replacing("PRIVATE KEY", with: "A") + key.replacing("PRIVATE KEY", with: "B"),
            "\"f\" (line 1) holds PEM of type A, B where a certificate request is expected"
        ),
        (
            "x",
            "\"f\" holds neither PEM nor DER; expected a certificate request in PEM form "
                + "(-----BEGIN CERTIFICATE REQUEST-----)"
        ),
    ])
    func mistaken(_ text: String, _ message: String) {
        let error = #expect(throws: CertificateError.self) {
            try CertificateRequest(reading: Array(text.utf8), named: "f")
        }
        #expect(error?.description == message)
    }

    @Test func aHugeRequestIsRefused() {
        let bytes = [0x30, 0x84, 0x00, 0x20, 0x00, 0x00] + [UInt8](repeating: 0, count: 0x20_0000)
        let error = #expect(throws: CertificateError.self) { try CertificateRequest(reading: bytes, named: "f") }
        #expect(error?.code == .tooLarge)
    }

    /// Nothing that was asked for is dropped without a word.
    @Test func names() throws {
        let key = try PrivateKey(generating: .p256)
        let subject = try DistinguishedName(organizations: [], commonName: "jane")
        let names: [SubjectAlternativeName] = [
            .dns("a.test"), .ipAddress("10.0.0.1"), .email("j@a.test"), .uri("spiffe://a/b"),
        ]
        #expect(
            try CertificateRequest(subject: subject, names: names, signedWith: key).subjectAlternativeNames == names)
        for name in [SubjectAlternativeName.directoryName(subject), .other(tag: 0)] {
            #expect(!name.canBeWritten)
            let error = #expect(throws: CertificateError.self) {
                try CertificateRequest(subject: subject, names: names + [name], signedWith: key)
            }
            #expect(error?.code == .unsupportedName)
        }
    }
}
