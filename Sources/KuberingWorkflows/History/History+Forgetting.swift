// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
public import KuberingCertificates
public import KuberingSystem

extension History {
    /// Forgets every change whose recorded text holds one of these secrets: after a secret has been moved to a store, the
    /// way back must not hold it any more.
    ///
    /// A secret is found in quotes, with escapes, broken into lines and inside base64, too; where an escape could stand for
    /// anything, the change is forgotten to be on the safe side.
    ///
    /// - Parameter secrets: What must not be kept; empty ones are left out.
    /// - Returns: How many changes were forgotten.
    /// - Throws: `FileError`.
    @discardableResult
    public func forget(containing secrets: [SecretBytes]) throws -> Int {
        let wanted = secrets.map { $0.withExposedBytes { SecretSearch.reduced($0) } }.filter { !$0.isEmpty }
        guard !wanted.isEmpty else { return 0 }
        return try forget(texts: { text in wanted.contains { SecretSearch.holds($0, in: text) } })
    }

    /// Forgets every change whose recorded text holds this key, in whatever form it stands there.
    ///
    /// - Parameter key: What must not be kept.
    /// - Returns: How many changes were forgotten.
    /// - Throws: `FileError`.
    @discardableResult
    public func forget(_ key: PrivateKey) throws -> Int {
        try forget(texts: { text in
            SecretSearch.decodedRuns(text).contains { run in
                // What cannot be read as a key is none.
                let other = try? PrivateKey(reading: SecretBytes(run), named: "")
                return other?.publicKey.isSameKey(as: key.publicKey) == true
            }
        })
    }

    private func forget(texts isForgotten: (String) -> Bool) throws -> Int {
        try forget { entry in
            guard let entry else { return true }
            return entry.files.contains { file in
                guard case .splices(let splices) = file.inverse else { return false }
                return splices.contains { isForgotten($0.text) }
            }
        }
    }
}

/// Finds a secret in YAML or JSON, whatever it is written like.
enum SecretSearch {
    /// Shorter runs of base64 are not looked into.
    private static let shortestRun = 24

    /// The bytes without what quoting and line breaks add.
    static func reduced(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.filter { byte in
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\\"),
                UInt8(ascii: "\""), UInt8(ascii: "'"):
                false
            default: true
            }
        }
    }

    static func holds(_ secret: [UInt8], in text: String) -> Bool {
        if ["\\u", "\\U", "\\x"].contains(where: { text.contains($0) }) { return true }
        if contains(secret, in: reduced(text.utf8)) { return true }
        return decodedRuns(text).contains { contains(secret, in: reduced($0)) }
    }

    /// What the runs of base64 in a text stand for.
    static func decodedRuns(_ text: String) -> [Data] {
        text.utf8.split { !Base64Alphabet.contains($0) }.filter { $0.count >= shortestRun }.compactMap { run in
            let padding = Data(repeating: UInt8(ascii: "="), count: (4 - run.count % 4) % 4)
            return Data(base64Encoded: Data(run) + padding)
        }
    }

    static func contains(_ part: [UInt8], in whole: [UInt8]) -> Bool { !whole.ranges(of: part).isEmpty }
}
