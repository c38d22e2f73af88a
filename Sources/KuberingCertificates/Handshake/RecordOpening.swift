// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import FoundationEssentials

/// Opens the records that a server encrypts during a TLS 1.3 handshake (RFC 8446 sections 5.2 and 7).
struct RecordOpening {
    private let key: SymmetricKey
    private let initialVector: [UInt8]
    private let usesChaCha: Bool
    private var sequence: UInt64 = 0

    /// Derives the server's key.
    ///
    /// - Parameters:
    ///   - secret: What was agreed on.
    ///   - transcript: SHA-256 of the two hellos.
    ///   - cipherSuite: AES-128-GCM or ChaCha20-Poly1305, both with SHA-256; nil comes out for others.
    init?(_ secret: SharedSecret, _ transcript: [UInt8], cipherSuite: Int) {
        guard cipherSuite == 0x1301 || cipherSuite == 0x1303 else { return nil }
        usesChaCha = cipherSuite == 0x1303
        let zeros = [UInt8](repeating: 0, count: 32)
        let early = HKDF<SHA256>.extract(inputKeyMaterial: SymmetricKey(data: zeros), salt: zeros)
        let empty = Array(SHA256.hash(data: [UInt8]()))
        let derived = Self.expanded(SymmetricKey(data: early), "derived", empty, 32)
        let agreed = secret.withUnsafeBytes { SymmetricKey(data: $0) }
        let salt = derived.withUnsafeBytes { Array($0) }
        let handshake = HKDF<SHA256>.extract(inputKeyMaterial: agreed, salt: salt)
        let traffic = Self.expanded(SymmetricKey(data: handshake), "s hs traffic", transcript, 32)
        key = Self.expanded(traffic, "key", [], usesChaCha ? 32 : 16)
        initialVector = Self.expanded(traffic, "iv", [], 12).withUnsafeBytes { Array($0) }
    }

    /// The handshake messages of a record; nil when it cannot be opened or holds something else.
    mutating func open(_ record: TLSRecord) -> [UInt8]? {
        guard record.payload.count > 16 else { return nil }
        var nonce = initialVector
        for (index, byte) in withUnsafeBytes(of: sequence.bigEndian, Array.init).enumerated() {
            nonce[index + 4] ^= byte
        }
        sequence &+= 1
        let (sealed, tag) = (record.payload.dropLast(16), record.payload.suffix(16))
        let plain: Data
        do {
            if usesChaCha {
                let box = try ChaChaPoly.SealedBox(nonce: .init(data: nonce), ciphertext: sealed, tag: tag)
                plain = try ChaChaPoly.open(box, using: key, authenticating: record.header)
            } else {
                let box = try AES.GCM.SealedBox(nonce: .init(data: nonce), ciphertext: sealed, tag: tag)
                plain = try AES.GCM.open(box, using: key, authenticating: record.header)
            }
        } catch {
            return nil
        }
        // The kind of record stands behind its contents, and any number of zeros behind that.
        guard let end = plain.lastIndex(where: { $0 != 0 }), plain[end] == 22 else { return nil }
        return Array(plain[..<end])
    }

    /// HKDF-Expand-Label.
    private static func expanded(_ secret: SymmetricKey, _ label: String, _ context: [UInt8], _ count: Int)
        -> SymmetricKey
    {
        let label = Array("tls13 \(label)".utf8)
        let info =
            TLSWriter.numbers([UInt16(truncatingIfNeeded: count)]) + [UInt8(truncatingIfNeeded: label.count)] + label
            + [UInt8(truncatingIfNeeded: context.count)] + context
        return HKDF<SHA256>.expand(pseudoRandomKey: secret, info: info, outputByteCount: count)
    }
}
