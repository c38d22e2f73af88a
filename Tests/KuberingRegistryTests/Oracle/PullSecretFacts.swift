// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingRegistry
import KuberingSystem
import KuberingTestSupport
import Testing

/// What a pull secret with one registry is made from, for kubectl and for us.
struct PullSecretFacts: Sendable, CustomTestStringConvertible {
    var name = "s1"
    var namespace: String?
    var server = "https://index.docker.io/v1/"
    var username = "u"
    var password: [UInt8] = Array("p".utf8)
    var email: String?

    var testDescription: String { "\(server) \(username.debugDescription) \(password)" }

    func secret(_ format: PullSecretFormat = .current) throws -> ImagePullSecret {
        try ImagePullSecret(
            name: name, namespace: namespace, format: format,
            credentials: [
                RegistryCredential(
                    server: server, username: username, password: SecretBytes(password), email: email)
            ])
    }

    /// Facts with texts in every corner of Go's escaping.
    static let corners: [PullSecretFacts] = [
        PullSecretFacts(),
        PullSecretFacts(email: "e@x"),
        PullSecretFacts(email: ""),
        PullSecretFacts(namespace: "team-a", server: "registry.example:5000/team"),
        PullSecretFacts(name: "123", namespace: "0"),
        PullSecretFacts(name: "1e3", namespace: "null"),
        PullSecretFacts(name: "true", namespace: "0x1f"),
        PullSecretFacts(name: "2026-11-23", namespace: "y"),
        PullSecretFacts(name: "1.5", namespace: "no"),
        PullSecretFacts(name: "a.b-c.d", server: "http://registry.example/v2"),
        PullSecretFacts(username: "AWS", password: Array(repeating: UInt8(ascii: "x"), count: 4000)),
        PullSecretFacts(username: "<a&b>", password: Array("</script>&\u{2028}\u{2029}\u{7F}\"\\/".utf8)),
        PullSecretFacts(username: "\u{1}\u{8}\u{9}\u{A}\u{B}\u{C}\u{D}\u{1F}", password: Array(1...0x20)),
        PullSecretFacts(username: "jürgen 🦊", password: Array("pä:ss:wörd".utf8), email: "jürgen@exämple"),
        PullSecretFacts(password: [0xFF, 0xC3, 0x28, 0x78, 0xE2, 0x82]),
        PullSecretFacts(password: [0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xC0, 0x80, 0xF0, 0x9F, 0xA6]),
        PullSecretFacts(password: [0xEF, 0xBF, 0xBD, 0xEF, 0xBB, 0xBF, 0x27, 0x24, 0x60]),
        PullSecretFacts(server: "exämple.test", username: "_json_key", password: Array("{\n  \"k\": \"v\"\n}\n".utf8)),
    ]

    /// Facts with random bytes, the same in every run.
    static func random(count: Int, seed: UInt64) -> [PullSecretFacts] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let username = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                Unicode.Scalar(UInt32.random(in: 1...0x2FFF, using: &generator)) ?? "x"
            }
            var facts = PullSecretFacts()
            facts.username = username.filter { $0 != ":" }.reduce(into: "r") { $0.unicodeScalars.append($1) }
            facts.password = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                UInt8.random(in: 1...255, using: &generator)
            }
            return facts
        }
    }
}
