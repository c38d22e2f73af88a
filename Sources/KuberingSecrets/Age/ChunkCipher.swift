// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto

import struct FoundationEssentials.Data

/// ChaCha20-Poly1305 (RFC 8439) without additional data, with the tag after the ciphertext.
enum ChunkCipher {
    static let tagLength = 16
    static let zeroNonce = [UInt8](repeating: 0, count: 12)

    static func seal(_ plain: UnsafeRawBufferPointer, nonce: [UInt8], key: SymmetricKey) -> [UInt8] {
        do {
            let box = try ChaChaPoly.seal(plain, using: key, nonce: ChaChaPoly.Nonce(data: nonce))
            return Array(box.ciphertext + box.tag)
        } catch {
            fatalError("ChaCha20-Poly1305 cannot encrypt: \(error)")
        }
    }

    /// The plain bytes, to be wiped by the caller; nil when they were changed or the key is another.
    static func open(_ sealed: ArraySlice<UInt8>, nonce: [UInt8], key: SymmetricKey) -> Data? {
        guard sealed.count >= tagLength else { return nil }
        do {
            let box = try ChaChaPoly.SealedBox(
                nonce: ChaChaPoly.Nonce(data: nonce), ciphertext: sealed.dropLast(tagLength),
                tag: sealed.suffix(tagLength))
            return try ChaChaPoly.open(box, using: key)
        } catch {
            return nil
        }
    }
}
