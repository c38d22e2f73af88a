// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSecrets
import KuberingSystem
import KuberingTestSupport
import Testing

/// What holds for the text of every item.
@Suite struct StoredTextTests {
    private static let scalars: [Unicode.Scalar] = [
        "a", "\"", "\\", "%", "/", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "\u{85}", "é", "\u{2028}", "\u{202E}",
        "😀",
        "\u{10FFFF}", "{", "}", ":", ",", "0", "A",
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<random.below(40) {
            text.unicodeScalars.append(scalars[random.below(scalars.count)])
        }
        return text
    }

    @Test(arguments: 0..<200)
    func comesBackAndHoldsNoBackslash(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let (certificate, key, label, server) = (
            Self.text(&random), Self.text(&random), Self.text(&random), Self.text(&random)
        )
        let credential = StoredCredential(
            content: .clientCertificate(certificatePEM: certificate, keyPEM: SecretBytes(utf8: key)),
            binding: CredentialBinding(server: server, caFingerprint: nil), label: label, notAfter: nil,
            created: StoredCredential.sampleCreation)
        let text = try credential.encoded(id: .sample(seed))
        #expect(text.withExposedBytes { !$0.contains(UInt8(ascii: "\\")) && !$0.contains { $0 < 0x20 } })
        #expect(try JSONValue(parsing: Array(text.exposedText.utf8))["kind"] == "client-certificate")
        let back = try StoredCredential(decoding: text, id: .sample(seed))
        #expect(back.label.utf8.elementsEqual(label.utf8))
        #expect(back.binding.server.utf8.elementsEqual(server.utf8))
        guard case .clientCertificate(let backCertificate, let backKey) = back.content else {
            Issue.record("the kind changed")
            return
        }
        #expect(backCertificate.utf8.elementsEqual(certificate.utf8))
        #expect(backKey.hasSameBytes(as: SecretBytes(utf8: key)))
    }

    /// A damaged item is an error or another item, and nothing else happens.
    @Test(arguments: 0..<20)
    func survivesDamage(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let whole = Array(try StoredCredential.certificate.encoded(id: .sample()).exposedText.utf8)
        var refused = 0
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0...random.below(3) {
                let position = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[position] = UInt8(random.below(256))
                case 1: bytes.remove(at: position)
                case 2: bytes.insert(UInt8(random.below(128)), at: position)
                default: bytes.removeSubrange(position...)
                }
                if bytes.isEmpty { break }
            }
            do {
                _ = try StoredCredential(decoding: SecretBytes(bytes), id: .sample())
            } catch {
                refused += 1
            }
        }
        #expect(refused > 50)
    }
}
