// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingSystem

/// Finds secrets in YAML or JSON, whatever they are written like.
struct SecretSearch {
    private let secrets: [[UInt8]]
    private let keys: [PublicKey]
    /// Shorter runs of base64 are not looked into.
    private static let shortestRun = 24

    /// Prepares to look for secrets, without the empty ones, and for keys.
    init(for secrets: [SecretBytes], keys: [PrivateKey]) {
        self.secrets = secrets.map { $0.withExposedBytes { Self.reduced($0) } }.filter { !$0.isEmpty }
        self.keys = keys.map(\.publicKey)
    }

    /// Whether there is nothing to look for.
    var isEmpty: Bool { secrets.isEmpty && keys.isEmpty }

    /// Whether a text holds one of the secrets or keys, or could hold a secret behind an escape.
    func succeeds(in text: String) -> Bool {
        if !secrets.isEmpty, ["\\u", "\\U", "\\x"].contains(where: { text.contains($0) }) { return true }
        let runs = Self.decodedRuns(text)
        return Self.holds(secrets, in: [Array(text.utf8)] + runs) || Self.holds(keys, in: runs)
    }

    /// The bytes without what quoting and line breaks add.
    private static func reduced(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.filter { byte in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\\"),
                UInt8(ascii: "\""), UInt8(ascii: "'"):
                false
            default: true
            }
        }
    }

    private static func holds(_ secrets: [[UInt8]], in parts: [[UInt8]]) -> Bool {
        guard !secrets.isEmpty else { return false }
        return parts.contains { part in
            let part = reduced(part)
            return secrets.contains { part.contains($0) }
        }
    }

    /// Whether one of the parts is one of the keys.
    static func holds(_ keys: [PublicKey], in parts: [[UInt8]]) -> Bool {
        guard !keys.isEmpty else { return false }
        return parts.contains { part in
            // What cannot be read as a key is none.
            guard let other = try? PrivateKey(reading: SecretBytes(part), named: "") else { return false }
            return keys.contains { other.publicKey.isSameKey(as: $0) }
        }
    }

    /// What the runs of base64 in a text stand for, of each line and of lines that belong together.
    static func decodedRuns(_ text: String) -> [[UInt8]] {
        Base64Lines(text.utf8).all.filter { $0.count >= shortestRun }.compactMap { run in
            let padding = Data(repeating: UInt8(ascii: "="), count: (4 - run.count % 4) % 4)
            return Data(base64Encoded: Data(run) + padding).map(Array.init)
        }
    }
}
