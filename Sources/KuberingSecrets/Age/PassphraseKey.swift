// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import CryptoExtras
import KuberingSystem

/// The key that a passphrase and a salt stand for: scrypt (RFC 7914) with r = 8 and p = 1.
enum PassphraseKey {
    /// - Parameters:
    ///   - passphrase: At least one byte.
    ///   - salt: What makes it another key in each file.
    ///   - workFactor: The power of two of rounds; it takes 1 KiB of memory for each.
    /// - Returns: 32 bytes.
    /// - Throws: ``AgeError/outOfMemory(workFactor:)``.
    static func derive(
        _ passphrase: SecretBytes, salt: [UInt8], workFactor: Int
    ) throws(AgeError) -> SymmetricKey {
        try passphrase.withExposedBytes { bytes throws(AgeError) in
            do {
                return try KDF.Scrypt.deriveKey(
                    from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << workFactor, blockSize: 8,
                    parallelism: 1)
            } catch {
                // With a passphrase and parameters like these it fails for nothing else.
                throw .outOfMemory(workFactor: workFactor)
            }
        }
    }
}
