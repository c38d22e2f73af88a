// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Crypto
import KuberingSystem

/// SHA-256 (FIPS 180-4), for fingerprints and for names derived from outside text.
public enum SHA256Digest {
    /// The digest of `bytes` as 64 lower-case hexadecimal digits.
    public static func hex(of bytes: some Collection<UInt8>) -> String {
        let digest = bytes.withContiguousStorageIfAvailable { SHA256.hash(data: $0) } ?? SHA256.hash(data: Array(bytes))
        return Hexadecimal.text(Array(digest))
    }

    /// The digest of bytes that come in pieces, as 64 lower-case hexadecimal digits.
    ///
    /// - Parameter feed: Calls its argument with each piece, in order.
    /// - Returns: The digest.
    public static func hex(feeding feed: (_ update: (UnsafeRawBufferPointer) -> Void) -> Void) -> String {
        var hash = SHA256()
        feed { hash.update(bufferPointer: $0) }
        return Hexadecimal.text(Array(hash.finalize()))
    }
}
