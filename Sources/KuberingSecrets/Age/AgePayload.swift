// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import KuberingSystem

/// What follows the header: the contents in chunks of 64 KiB, of which only the last is marked as such.
///
/// Source: age-encryption.org/v1 (C2SP `age.md`), "Payload"; the STREAM construction.
enum AgePayload {
    private static let chunkLength = 64 << 10
    private static let nonceLength = 16

    static func encrypt(_ contents: SecretBytes, fileKey: SymmetricKey) -> [UInt8] {
        let nonce = World.systemRandomBytes(nonceLength)
        let key = payloadKey(fileKey, nonce)
        return contents.withExposedBytes { bytes in
            var result = nonce
            var counter: UInt64 = 0
            var start = 0
            repeat {
                let end = min(start + chunkLength, bytes.count)
                let chunk = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                let isLast = end == bytes.count
                result += ChunkCipher.seal(chunk, nonce: chunkNonce(counter, isLast: isLast), key: key)
                counter += 1
                start = end
            } while start < bytes.count
            return result
        }
    }

    static func decrypt(_ payload: ArraySlice<UInt8>, fileKey: SymmetricKey) throws(AgeError) -> SecretBytes {
        let key = payloadKey(fileKey, Array(payload.prefix(nonceLength)))
        let chunks = payload.dropFirst(nonceLength)
        let sealedLength = chunkLength + ChunkCipher.tagLength
        let count = max(1, (chunks.count + sealedLength - 1) / sealedLength)
        let length = chunks.count - count * ChunkCipher.tagLength
        // An empty chunk stands only where there is nothing at all.
        guard payload.count >= nonceLength, length >= 0, count == 1 || length > (count - 1) * chunkLength else {
            throw .damaged
        }
        return try SecretBytes(count: length) { output throws(AgeError) in
            var rest = chunks
            for counter in 0..<count {
                let isLast = counter == count - 1
                let nonce = chunkNonce(UInt64(counter), isLast: isLast)
                guard var plain = ChunkCipher.open(rest.prefix(sealedLength), nonce: nonce, key: key) else {
                    throw .damaged
                }
                UnsafeMutableRawBufferPointer(rebasing: output[(counter * chunkLength)...]).copyBytes(from: plain)
                plain.wipe()
                rest = rest.dropFirst(sealedLength)
            }
        }
    }

    private static func payloadKey(_ fileKey: SymmetricKey, _ nonce: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: fileKey, salt: nonce, info: Array("payload".utf8), outputByteCount: 32)
    }

    /// Eleven bytes of a counter, most significant first, and one that marks the last chunk.
    private static func chunkNonce(_ counter: UInt64, isLast: Bool) -> [UInt8] {
        [0, 0, 0] + withUnsafeBytes(of: counter.bigEndian) { Array($0) } + [isLast ? 1 : 0]
    }
}
