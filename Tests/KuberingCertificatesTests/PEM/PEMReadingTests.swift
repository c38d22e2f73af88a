// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem
import Testing

/// PEM as it is met in the wild.
@Suite struct PEMReadingTests {
    /// What is done to one certificate, and a key, in openssl's own form.
    private static let oddities: [(name: String, change: @Sendable (String) -> String)] = [
        ("as it is", { $0 }),
        ("body in one line", { rewrapped($0, at: 100_000) }),
        ("76 columns", { rewrapped($0, at: 76) }),
        ("1 column", { rewrapped($0, at: 1) }),
        ("CRLF", { $0.replacing("\n", with: "\r\n") }),
        ("CR", { $0.replacing("\n", with: "\r") }),
        ("byte order mark", { "\u{FEFF}" + $0 }),
        ("no final newline", { String($0.dropLast()) }),
        ("indented", { $0.replacing("\n", with: "\n    ") }),
        ("all indented", { "\t  " + $0.replacing("\n", with: "\n\t  ") }),
        ("blanks at line ends", { $0.replacing("\n", with: " \t\n") }),
        ("empty lines", { $0.replacing("\n", with: "\n\n") }),
        ("text around", { "subject=/CN=jane\nissuer=x: y\n\n" + $0 + "\ntrailing - text -----\n" }),
        ("text that begins like DER", { "0 s:CN = jane\n" + $0 }),
        ("dashes around", { "-----\n----------\n-----BEGINNING\n" + $0 + "-----\n" }),
        ("whole block on one line", { $0.replacing("\n", with: " ") }),
        ("nothing between", { $0.replacing("\n", with: "") }),
        (
            "blanks after BEGIN, before END",
            { $0.replacing("-----\n", with: "-----    \n  ").replacing("\n-", with: "\n   -") }
        ),
    ]

    @Test(arguments: oddities.indices) func oddPEMIsReadAsTheSameCertificate(_ index: Int) throws {
        let folder = try OpenSSLFolder.shared()
        let change = Self.oddities[index].change
        let certificate = try folder.certificate("jane")
        let odd = try CertificateBundle(reading: Array(change(folder.text("jane.crt")).utf8), named: "odd")
        #expect(odd.certificates == [certificate])
        let key = try PrivateKey(reading: SecretBytes(utf8: change(folder.text("p256.key"))), named: "odd")
        #expect(key.matches(certificate))
        #expect(key.pem.hasSameBytes(as: try folder.key("p256.key").pem))
    }

    @Test func headersAreSkipped() throws {
        let folder = try OpenSSLFolder.shared()
        let text = try folder.text("jane.crt").replacing(
            "CERTIFICATE-----\nM", with: "CERTIFICATE-----\nComment: x\n  more: y\n\nM")
        #expect(try CertificateBundle(reading: Array(text.utf8), named: "x").leaf == folder.certificate("jane"))
    }

    @Test func tellsWhereBlocksAre() throws {
        let text =
            "one\r\n-----BEGIN A B-----\r\nAQID\r\n-----END A B-----\r\n\n\n  -----BEGIN C-----\nBA==\n-----END C-----"
        let blocks = try PEM.blocks(in: Array(text.utf8), named: "x")
        #expect(blocks.map(\.label) == ["A B", "C"])
        #expect(blocks.map(\.line) == [2, 7])
        #expect(blocks.map(\.contents) == [[1, 2, 3], [4]])
        #expect(try PEM.blocks(in: Array("no block".utf8), named: "x").isEmpty)
    }

    @Test(arguments: [
        ("AQ", "it is cut short"), ("AQI", "it is cut short"), ("AQIDB", "it is cut short"), ("A", "it is cut short"),
        ("AQ=", "it is cut short"), ("AQ===", "stray ="), ("=", "stray ="), ("A=", "stray ="), ("AQID=", "stray ="),
        ("AQ==AQ==", "text after ="), ("AQ=A", "text after ="), ("AQ-_", "unexpected character"),
        ("AQ!D", "unexpected character"), ("AR==", "stray bits at the end"), ("AQJ=", "stray bits at the end"),
        ("AQÄD", "unexpected character"),
    ])
    func isStrictAboutBase64(_ body: String, reason: String) {
        let text = "\n-----BEGIN X-----\n\(body)\n-----END X-----\n"
        let error = #expect(throws: CertificateError.self) { try PEM.blocks(in: Array(text.utf8), named: "a\u{1B}b") }
        #expect(error?.code == .invalidBase64)
        let line = reason == "it is cut short" || reason == "stray bits at the end" ? 4 : 3
        #expect(error?.description == #""a\u{1B}b" (line \#(line)) has a PEM block that is not base64: \#(reason)"#)
    }

    private static func rewrapped(_ pem: String, at columns: Int) -> String {
        let lines = pem.split(separator: "\n")
        var body = Substring(lines.dropFirst().dropLast().joined())
        var wrapped: [Substring] = []
        while !body.isEmpty {
            wrapped.append(body.prefix(columns))
            body = body.dropFirst(columns)
        }
        return ([lines[0]] + wrapped + [lines[lines.count - 1]]).joined(separator: "\n") + "\n"
    }
}
